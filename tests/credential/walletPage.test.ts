import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimLicence } from '../../src/actions/application/claimLicence.ts';
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
