import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimLicence } from '../../src/actions/application/claimLicence.ts';
import { revokeIssuerKey } from '../../src/actions/keys/revokeIssuerKey.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { type Desk, openDesk, type Visitor } from '../desk/desk.ts';
import { makeEntry } from '../factories/entry.ts';
import { must } from '../factories/life.ts';
import { askApi, configuration, newHolderKey, preAuthorized, proofOf } from './wallet.ts';

let desk: Desk;
let person: PersonActor;
let holder: Visitor;
let address: string;
beforeAll(async () => {
  desk = await openDesk();
  const made = await makeEntry(desk.services, desk.county);
  person = made.person;
  address = `/person/licence/${made.entryId}/wallet`;
  holder = await desk.as(person);
});
afterAll(() => desk.close());

/** What the picture on the page leads to, and the digits beside it. */
function readOffer(text: string): { link: string; txCode: string } {
  const link = /credential_offer_uri=([^"&]+)/.exec(text)?.[1] ?? '';
  const txCode = /<strong class="code large">(\d{6})<\/strong>/.exec(text)?.[1] ?? '';
  return { link: decodeURIComponent(link), txCode };
}

test('不符合条件时说明原因,不给存入码', async () => {
  const page = await holder.get(address);
  expect(page.text).toContain('请先在“电子证照”页面点击“申领|亮照”');
  expect(page.text).not.toContain('生成存入码');
  expect((await holder.post(address, {})).status).toBe(422);
});

test('从电子证照页面进入,生成存入码,存入后可见,停用后不可再停', async () => {
  must(await claimLicence(desk.services, person, address.split('/')[3] ?? ''));
  expect((await holder.get('/person/licence')).text).toContain(address);
  expect((await holder.get(address)).text).toContain('还没有存入任何钱包');
  const shown = await holder.post(address, {});
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('存入数字钱包的二维码');
  const { link, txCode } = readOffer(shown.text);

  const offer = (await askApi(desk.app, 'GET', link)).body;
  const grants = offer.grants as Record<string, Record<string, string>>;
  const code = grants[preAuthorized]?.['pre-authorized_code'] ?? '';
  const form = { grant_type: preAuthorized, 'pre-authorized_code': code, tx_code: txCode };
  const token = String((await askApi(desk.app, 'POST', '/oid4vci/token', { form })).body.access_token);
  const nonce = String((await askApi(desk.app, 'POST', '/oid4vci/nonce')).body.c_nonce);
  const at = desk.services.clock.now().toString();
  const json = { credential_configuration_id: configuration, proofs: { jwt: [proofOf(newHolderKey(), nonce, at)] } };
  expect((await askApi(desk.app, 'POST', '/oid4vci/credential', { token, json })).status).toBe(200);

  const listed = (await holder.get(address)).text;
  expect(listed).toContain('使用中');
  const instance = /name="instance" value="([^"]+)"/.exec(listed)?.[1] ?? '';
  const stopped = await holder.post(`${address}/stop`, { instance });
  expect([stopped.status, stopped.location]).toEqual([303, `${address}?said=walletStopped`]);
  expect((await holder.get(stopped.location)).text).toContain('已停用');
  const again = await holder.post(`${address}/stop`, { instance });
  expect(again.status).toBe(422);
  expect(again.text).toContain('这一份已经停用');
  expect((await holder.post(`${address}/stop`, { instance: 'nonsense' })).status).toBe(404);
});

test('every one that may still be shown is there to be stopped, however many came after it', async () => {
  const { pool } = desk.db.database;
  const entryId = address.split('/')[3] ?? '';
  const put = async (issuedAt: string, revokedAt: string | null) =>
    (
      await pool.query<{ id: string }>(
        `INSERT INTO credential_instance (entry_id, account_id, copies, face_digest, issued_at, expires_at, revoked_at, kid)
         SELECT entry_id, $2, 1, digest, $3::timestamptz, $3::timestamptz + interval '365 days', $4, $5 FROM licence_face
         WHERE entry_id = $1 RETURNING id`,
        [entryId, person.accountId, issuedAt, revokedAt, desk.services.issuerKeys.current().kid],
      )
    ).rows[0]?.id ?? '';
  const at = desk.services.clock.now();
  const oldest = await put(at.subtract({ hours: 200 }).toString(), null);
  const longStopped = await put(at.subtract({ hours: 199 }).toString(), at.toString());
  for (let n = 0; n < 60; n += 1) await put(at.subtract({ hours: 100 - n }).toString(), n < 30 ? null : at.toString());
  for (let n = 0; n < 30; n += 1) await put(at.subtract({ hours: 30 - n }).toString(), at.toString());
  const listed = (await holder.get(address)).text;
  expect(listed).toContain(`value="${oldest}"`);
  expect(listed.match(/使用中/g)).toHaveLength(31);
  // Of those that cannot be shown any more the last fifty, so that the page ends somewhere.
  expect(listed.match(/已停用/g)).toHaveLength(50);
  expect((await holder.post(`${address}/stop`, { instance: oldest })).status).toBe(303);
  const again = await holder.post(`${address}/stop`, { instance: longStopped });
  expect([again.status, again.text.includes('这一份已经停用')]).toEqual([422, true]);
});

test('签发密钥遗失、吊销后:钱包里的一律已失效,请重新存入', async () => {
  expect((await holder.get(address)).text).toContain('使用中');
  expect(await revokeIssuerKey(desk.services, desk.services.issuerKeys.current().kid)).toBe(true);
  const listed = (await holder.get(address)).text;
  expect(listed).toContain('签发密钥已停用,已失效。请重新存入。');
  expect(listed).not.toContain('使用中');
});
