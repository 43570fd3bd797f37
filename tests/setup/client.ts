import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { SignedIn } from '../../src/domain/access/actor.ts';
import type { Database } from '../../src/store/database.ts';

/** The SECRET_KEY that tests give to the programs they start. */
export const testSecret = 'a secret that only tests know, long enough';

/** Somebody signed in, speaking HTTP without a browser: cookie and form token as a page would carry them. */
export interface HttpClient {
  get(base: string, path: string): Promise<Response>;
  post(base: string, path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

export async function signInDirectly(database: Database, actor: SignedIn): Promise<HttpClient> {
  const token = randomBytes(32).toString('base64url');
  await database.pool.query(
    `INSERT INTO session (token_hash, account_id, created_at, expires_at, last_seen_at, proved_at, second_factor_at)
     VALUES ($1, $2, now(), now() + interval '10 years', '2099-12-31', 'infinity', now())`,
    [createHash('sha256').update(token).digest(), actor.accountId],
  );
  const cookie = `xinglin-${actor.end}=${token}`;
  const csrf = createHmac('sha256', testSecret).update(`csrf ${token}`).digest('base64url');
  return {
    get: (base, path) => fetch(`${base}${path}`, { headers: { cookie }, redirect: 'manual' }),
    post: (base, path, fields) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString(),
        redirect: 'manual',
      }),
  };
}
