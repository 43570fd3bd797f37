import { statement } from './database.ts';

export const findWechatAccount = statement<{ accountId: string; loginName: string }, readonly [identity: string]>(
  'wechat.account',
  `SELECT b.account_id AS "accountId", c.login_name AS "loginName" FROM wechat_binding b JOIN account c ON c.id = b.account_id
   WHERE b.identity = $1 AND c.active AND c."end" = 'person'`,
);

/** Makes room for another identity of an account, unless that identity is somebody's already. A frozen account keeps its credentials. */
export const releaseWechat = statement<{ identity: string }, readonly [accountId: string, identity: string]>(
  'wechat.release',
  `DELETE FROM wechat_binding WHERE account_id = $1 AND NOT EXISTS (SELECT FROM wechat_binding WHERE identity = $2)
     AND NOT EXISTS (SELECT FROM account WHERE id = $1 AND frozen_by IS NOT NULL) RETURNING identity`,
);

/** One identity, one account, and the other way round; whoever comes second binds nothing. */
export const bindWechat = statement<{ accountId: string }, readonly [accountId: string, identity: string, at: string]>(
  'wechat.bind',
  `INSERT INTO wechat_binding (account_id, identity, bound_at)
   SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM account WHERE id = $1 AND frozen_by IS NOT NULL) ON CONFLICT DO NOTHING
   RETURNING account_id AS "accountId"`,
);

export const findWechatBinding = statement<{ boundAt: string }, readonly [accountId: string]>(
  'wechat.binding',
  'SELECT bound_at AS "boundAt" FROM wechat_binding WHERE account_id = $1',
);

export const unbindWechat = statement<{ identity: string }, readonly [accountId: string]>(
  'wechat.unbind',
  'DELETE FROM wechat_binding WHERE account_id = $1 RETURNING identity',
);
