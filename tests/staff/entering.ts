import type { FastifyInstance } from 'fastify';
import { sealSecret } from '../../src/actions/secondFactor/sealedSecret.ts';
import type { Services } from '../../src/actions/services.ts';
import { openVisitor, type Visitor } from '../accounts/visitor.ts';
import { codeAt } from '../setup/authenticator.ts';

/** A well-known secret of RFC 6238, in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

interface Site {
  readonly services: Services;
  readonly app: FastifyInstance;
}

interface SigningIn {
  readonly loginName: string;
  readonly password: string;
}

/** The code somebody reads now, some steps of 30 seconds ahead or behind. */
export function codeNow({ services }: Site, steps = 0): string {
  return codeAt(secret, services.authenticatorClock.now().epochMilliseconds / 1000 + steps * 30);
}

/** Gives an account the second factor with the secret that `codeNow` knows, its last code unused. */
export async function giveSecondFactor({ services }: Site, loginName: string): Promise<void> {
  const { pool } = services.database;
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE login_name = $1', [loginName]);
  const id = rows[0]?.id ?? '';
  await pool.query(
    `INSERT INTO second_factor (account_id, secret, last_step, confirmed_at) VALUES ($1, $2, 0, now())
     ON CONFLICT (account_id) DO UPDATE SET last_step = 0`,
    [id, sealSecret(services, id, secret)],
  );
}

/** The first half of 登录: the password. */
export async function knock(site: Site, end: string, { loginName, password }: SigningIn): Promise<Visitor> {
  const visitor = openVisitor(site.app);
  await visitor.get(`/${end}/sign-in`);
  await visitor.post(`/${end}/sign-in`, { loginName, password });
  return visitor;
}

/** 登录 with password and second factor; the clock stands still, so each sign-in takes the same code anew. */
export async function enterDesk(site: Site, end: string, who: SigningIn): Promise<Visitor> {
  await giveSecondFactor(site, who.loginName);
  const visitor = await knock(site, end, who);
  await visitor.get(`/${end}/second-factor`);
  const answer = await visitor.post(`/${end}/second-factor`, { secondFactorCode: codeNow(site) });
  if (answer.statusCode !== 303) throw new Error(`not signed in: ${answer.statusCode}`);
  return visitor;
}
