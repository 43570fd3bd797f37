import { statement } from './database.ts';

export const findSsoAccount = statement<{ accountId: string; loginName: string }, readonly [identity: string]>(
  'sso.account',
  `SELECT b.account_id AS "accountId", c.login_name AS "loginName" FROM sso_binding b JOIN account c ON c.id = b.account_id
   WHERE b.identity = $1 AND c.active AND c."end" = 'person'`,
);

/** One identity, one account, and the other way round; whoever comes second binds nothing. A frozen account keeps its credentials. */
export const bindSso = statement<{ accountId: string }, readonly [accountId: string, identity: string, at: string]>(
  'sso.bind',
  `INSERT INTO sso_binding (account_id, identity, bound_at)
   SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM account WHERE id = $1 AND frozen_by IS NOT NULL) ON CONFLICT DO NOTHING
   RETURNING account_id AS "accountId"`,
);

export const findSsoBinding = statement<{ boundAt: string }, readonly [accountId: string]>(
  'sso.binding',
  'SELECT bound_at AS "boundAt" FROM sso_binding WHERE account_id = $1',
);

export const unbindSso = statement<{ identity: string }, readonly [accountId: string]>(
  'sso.unbind',
  'DELETE FROM sso_binding WHERE account_id = $1 RETURNING identity',
);
