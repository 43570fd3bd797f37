import { statement } from './database.ts';

export const findWechatAccount = statement<{ accountId: string }, readonly [identity: string]>(
  'wechat.account',
  `SELECT b.account_id AS "accountId" FROM wechat_binding b JOIN account c ON c.id = b.account_id
   WHERE b.identity = $1 AND c.active AND c."end" = 'person'`,
);

/** One identity, one account, and the other way round: an earlier binding of the account gives way, one of the identity does not. */
export const bindWechat = statement<{ accountId: string }, readonly [accountId: string, identity: string, at: string]>(
  'wechat.bind',
  `INSERT INTO wechat_binding (account_id, identity, bound_at)
   SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM wechat_binding WHERE identity = $2)
   ON CONFLICT (account_id) DO UPDATE SET identity = excluded.identity, bound_at = excluded.bound_at
   RETURNING account_id AS "accountId"`,
);
