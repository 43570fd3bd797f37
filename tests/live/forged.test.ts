import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signToken, type TokenType } from '../../src/outside/issuing/token.ts';
import { type Holder, openStall, type Stall } from './holder.ts';

// What is no live code of this register, however much it looks like one.

const nine = '2026-03-02T09:00:00+08:00';
const second = (seconds: number) => Temporal.Instant.from(nine).add({ seconds }).toString();

let stall: Stall;
let holder: Holder;
beforeAll(async () => {
  stall = await openStall();
  holder = await stall.holder();
});
afterAll(() => stall.close());
beforeEach(() => stall.setNow(nine));

const check = (token: string, network?: string) => stall.read(`/verify/live/${token}`, network);
const photo = (token: string) => stall.app.inject({ method: 'GET', url: `/verify/live/${token}/photo.jpg` });

interface Parts {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  signature: string;
}
function partsOf(token: string): Parts {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  return { header: read(header), payload: read(payload), signature };
}
const write = ({ header, payload, signature }: Parts) =>
  [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(signature)
    .join('.');
const sign = (payload: Record<string, unknown>, typ: TokenType = 'licence-live+jwt') =>
  signToken(stall.services.issuerKeys.current(), typ, { iat: 0, ...payload });

describe('what is no code of this register', () => {
  const refused = async (token: string) => {
    const answer = await check(token);
    expect(answer).toContain('不是本系统签发的码');
    expect(answer).not.toMatch(/张景和|该医师的执业注册有效/);
    expect((await photo(token)).statusCode).toBe(404);
  };

  test('a changed byte, anywhere', async () => {
    const token = await stall.token(holder);
    for (let at = 0; at < token.length; at += 7) {
      const given = token[at] === '.' ? '-' : token[at] === 'A' ? 'B' : 'A';
      const changed = `${token.slice(0, at)}${given}${token.slice(at + 1)}`;
      // The last sign of a part may carry bits that mean nothing: only what reads differently is another code.
      if (
        Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
          Buffer.from(token.split('.')[2] ?? '', 'base64url'),
        )
      )
        if (changed.split('.').slice(0, 2).join() === token.split('.').slice(0, 2).join()) continue;
      await refused(changed);
    }
  });

  test("another holder's reference, name or view under the same signature", async () => {
    const other = await stall.holder('李时珍');
    const [mine, theirs] = [partsOf(await stall.token(holder)), partsOf(await stall.token(other, 'court'))];
    for (const part of ['sub', 'name', 'licenceNo', 'view', 'exp'])
      await refused(write({ ...mine, payload: { ...mine.payload, [part]: theirs.payload[part] ?? 0, jti: 'x' } }));
    await refused(write({ ...mine, payload: theirs.payload }));
    // A code of the other shows the other.
    expect(await check(write(theirs))).toContain('李时珍');
  });

  test('alg none, an HMAC under the public key, no signature', async () => {
    const { header, payload, signature } = partsOf(await stall.token(holder));
    for (const alg of ['none', 'None', 'HS256', 'ES384', 'RS256']) {
      await refused(write({ header: { ...header, alg }, payload, signature }));
      await refused(write({ header: { ...header, alg }, payload, signature: '' }));
    }
    const [key] = stall.services.issuerKeys.list();
    const forged = write({ header: { ...header, alg: 'HS256' }, payload, signature: '' });
    for (const secret of [key?.x ?? '', key?.y ?? '', JSON.stringify(key)]) {
      const mac = createHmac('sha256', secret).update(forged.slice(0, -1)).digest('base64url');
      await refused(`${forged}${mac}`);
    }
  });

  test('a key of somebody else, also when it says it is ours or brings itself along', async () => {
    const { payload, header } = partsOf(await stall.token(holder));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await refused(await signToken({ kid: String(header.kid), privateKey }, 'licence-live+jwt', { iat: 0, ...payload }));
    await refused(await signToken({ kid: 'own', privateKey }, 'licence-live+jwt', { iat: 0, ...payload }));
    await refused(await signToken({ kid: '__proto__', privateKey }, 'licence-live+jwt', { iat: 0, ...payload }));
  });

  test('another kind of token of ours, one that would count for longer, one about nobody', async () => {
    const { payload } = partsOf(await stall.token(holder));
    await refused(await sign(payload, 'statuslist+jwt'));
    await refused(await sign(payload, 'register-receipt+jwt'));
    await refused(await sign({ ...payload, exp: Number(payload.iat) + 3600 }));
    await refused(await sign({ ...payload, exp: undefined }));
    await refused(await sign({ ...payload, view: 'everything' }));
    for (const sub of ['', 'AAAA', randomBytes(16).toString('base64url'), randomBytes(64).toString('base64url')])
      await refused(await sign({ ...payload, sub }));
    expect(await check(await sign(payload))).toContain('该医师的执业注册有效');
  });

  test('whatever is put in its place', async () => {
    for (const token of ['x', 'a..b', 'a.b.c', `${'a'.repeat(1900)}.b.c`, '%00', '%F0%9F%92%8A.b.c'])
      await refused(token);
  });
});

// Last, because a key that is made here begins here.
describe('keys', () => {
  test('replaced: what the old one signs from then on is refused, what it had signed counts to its end', async () => {
    const { codes } = await stall.codes(holder);
    const old = stall.services.issuerKeys.current();
    stall.setNow(second(20));
    await stall.services.issuerKeys.rotate(second(20));
    expect(await check(codes[0]?.token ?? '')).toContain('该医师的执业注册有效');
    // The first code of the new key counts at once, in the middle of a half minute.
    expect(await check(await stall.token(holder))).toContain('该医师的执业注册有效');
    stall.setNow(second(31));
    // Whether a phone without a network has held it or a thief has made it, nothing is shown; whoever has the licence has new codes.
    const { payload } = partsOf(codes[1]?.token ?? '');
    const late = await signToken(old, 'licence-live+jwt', { iat: 0, ...payload });
    for (const token of [codes[1]?.token ?? '', late]) {
      const answer = await check(token);
      expect(answer).toContain('请持证人换一张码再扫');
      expect(answer).not.toMatch(/张景和|该医师的执业注册有效|不是本系统签发/);
      expect((await photo(token)).statusCode).toBe(404);
    }
    expect(await check(await stall.token(holder))).toContain('该医师的执业注册有效');
  });

  test('lost: nothing it ever signed is believed', async () => {
    stall.setNow(second(45));
    const token = await stall.token(holder);
    const { kid } = stall.services.issuerKeys.current();
    expect(await check(token)).toContain('该医师的执业注册有效');
    await stall.services.issuerKeys.revoke(kid, second(45));
    expect(await check(token)).toContain('不是本系统签发的码');
    expect(await check(await stall.token(holder))).toContain('该医师的执业注册有效');
  });
});
