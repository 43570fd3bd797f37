import { groups } from './actors.ts';
import { type Entries, each, page } from './entry.ts';

/** 本人账号 and the second factor of staff. Nobody here has one yet; what stands between them and their desk is in standing.test.ts. */
export function accountEntriesOf(end: 'institution' | 'authority'): Entries {
  const all = groups[end];
  const empty = (path: string, status: number) => () => [{ path, fields: {}, answers: each(all, status), quiet: true }];
  return {
    [`GET /${end}/second-factor`]: page(`/${end}/second-factor`, each(all, 303)),
    [`POST /${end}/second-factor`]: empty(`/${end}/second-factor`, 303),
    [`GET /${end}/second-factor/enrol`]: page(`/${end}/second-factor/enrol`, each(all, 200)),
    [`POST /${end}/second-factor/enrol`]: empty(`/${end}/second-factor/enrol`, 422),
    [`GET /${end}/confirm`]: page(`/${end}/confirm`, each(all, 200)),
    [`POST /${end}/confirm`]: empty(`/${end}/confirm`, 303),
    [`GET /${end}/account`]: page(`/${end}/account`, each(all, 200)),
    [`POST /${end}/account/backup-codes`]: empty(`/${end}/account/backup-codes`, 303),
    [`GET /${end}/account/second-factor`]: page(`/${end}/account/second-factor`, each(all, 303)),
    [`POST /${end}/account/second-factor`]: empty(`/${end}/account/second-factor`, 303),
    [`GET /${end}/account/password`]: page(`/${end}/account/password`, each(all, 200)),
    [`POST /${end}/account/password`]: empty(`/${end}/account/password`, 422),
  };
}
