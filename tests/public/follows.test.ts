import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import { lookUpPhysician } from '../../src/actions/public/lookUpPhysician.ts';
import { verifyLicence } from '../../src/actions/public/verifyLicence.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import { openVisitor, readAloud } from '../accounts/visitor.ts';
import { makeEntry } from '../factories/entry.ts';
import { type County, makeCounty, must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let site: TestApp;
let county: County;
beforeAll(async () => {
  site = await openTestApp();
  county = await makeCounty(site.services);
});
afterAll(() => site.close());

test('准予、暂停、提前恢复、期满恢复、注销:下一次查询、查验和名单就是新的,没有缓存', async () => {
  const { services } = site;
  const { database } = site.db;
  const { physician, entryId } = await makeEntry(services, county, { name: '己随变' });
  const { rows } = await database.pool.query<{ licence: string; code: string }>(
    'SELECT licence_no AS licence, verification_code AS code FROM register_entry WHERE id = $1',
    [entryId],
  );
  const { licence = '', code = '' } = rows[0] ?? {};
  let networks = 0;
  const told = async () => {
    networks += 1;
    const byNumber = { name: physician.name, licenceNo: licence, institution: '', region: '' };
    const byInstitution = { ...byNumber, licenceNo: '', institution: county.institution.name };
    const found = [byNumber, byInstitution].map(
      async (asked) => must(await lookUpPhysician(services, asked, 'human'))[0]?.status,
    );
    const verified = must(await verifyLicence(services, code)).physician?.status;
    const page = await openVisitor(site.app, `203.0.${networks}.77`).get(
      `/lookup?name=${physician.name}&licenceNo=${licence}`,
    );
    const word = ['有效', '暂停执业', '已注销'].find((each) => readAloud(page).includes(`${physician.name} ${each}`));
    return [...(await Promise.all(found)), verified, word];
  };
  const order = async (kind: 'suspend' | 'resume' | 'deregister') => {
    const { id } = await makeOrder(services, county.deciders[0], entryId, { kind });
    const decision = { outcome: 'confirm', words: '', version: 1, key: randomUUID(), location: '/', refusals: [] };
    must(await decideOrder(services, county.deciders[1], id, { ...decision, outcome: 'confirm' }));
  };
  const list = async (kind: string, month: string) => {
    networks += 1;
    const address = `/published?province=430000&authority=A430102&month=${month}&list=${kind}`;
    return readAloud(await openVisitor(site.app, `203.0.${networks}.77`).get(address)).includes(physician.name);
  };
  expect(await told()).toEqual(['practising', 'practising', 'practising', '有效']);
  expect([await list('registered', '2026-03'), await list('ended', '2026-03')]).toEqual([true, false]);
  await order('suspend');
  expect(await told()).toEqual(['suspended', 'suspended', 'suspended', '暂停执业']);
  await order('resume');
  expect(await told()).toEqual(['practising', 'practising', 'practising', '有效']);
  await order('suspend');
  site.setNow('2026-09-02T09:00:00+08:00');
  await runTimeRound(services, new AbortController().signal);
  expect(await told()).toEqual(['practising', 'practising', 'practising', '有效']);
  await order('deregister');
  expect(await told()).toEqual(['deregistered', 'deregistered', 'deregistered', '已注销']);
  expect(await list('ended', '2026-09')).toBe(true);
});
