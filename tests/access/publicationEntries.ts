import { randomUUID } from 'node:crypto';
import { publishDaily } from '../../src/actions/public/publishDaily.ts';
import { signReceipt } from '../../src/actions/public/receiptToken.ts';
import type { ReceiptAnswer } from '../../src/domain/register/receipt.ts';
import { insertReceipt } from '../../src/store/receipts.ts';
import { insertAuthority, insertInstitution } from '../factories/people.ts';
import { type Happening, insertEntry } from '../factories/register.ts';
import { actorNames } from './actors.ts';
import { type Entries, each, page } from './entry.ts';
import type { World } from './world.ts';

const everybody = each(actorNames, 200);

/** A receipt about the physician of the approved file, open to whoever has its number. */
async function receiptOf({ services, files }: World): Promise<string> {
  const number = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const { person, licenceNo } = files.approved;
  const question = { name: person.name, licenceNo, on: '2026-03-02', institution: '', technique: '' };
  const answer: ReceiptAnswer = {
    status: 'practising',
    mayPractise: true,
    registeredOn: '2026-03-02',
    authority: '长沙市芙蓉区卫生健康局',
    institution: null,
    institutionAs: null,
    technique: null,
    techniques: '针刺、艾灸、拔罐',
    conditions: '颈肩腰腿痛',
    later: [],
  };
  const madeAt = services.clock.now();
  const token = await signReceipt(services, { number, madeAt, question, answer, log: null });
  await services.database.row(insertReceipt, number, token, madeAt.toString());
  return number;
}

/** A list of an authority of its own, which speaks of nobody else of this world. */
async function listOf({ services: { database }, places, value }: World): Promise<string> {
  const path = '/published?province=430000&authority=A430103&month=2026-02&list=ended';
  if ((await value("SELECT 1 AS value FROM authority WHERE code = 'A430103'")) !== undefined) return path;
  const county = await insertAuthority(database, '430103', '长沙市天心区卫生健康局', places.province);
  const institution = await insertInstitution(database, county, { name: '天心区公示中医诊所' });
  const later: Happening[] = [{ type: 'deregistered', on: '2026-02-03', reason: '本人主动申请' }];
  await insertEntry(database, { tree: { county }, institution }, { name: '公孙有名', later });
  return path;
}

/** 公示与数据: for everybody, and nothing of it says more than the law publishes. */
export const publicationEntries: Entries = {
  'GET /published': async (world) => [
    { path: '/published', answers: everybody, sees: [] },
    { path: '/published?province=430000&step=province', answers: everybody, sees: [] },
    { path: await listOf(world), answers: everybody, sees: [] },
  ],
  'POST /published': () => [{ path: '/published', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /receipts': page('/receipts', everybody),
  'POST /receipts': () => [{ path: '/receipts', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /receipts/check': page('/receipts/check', everybody),
  'POST /receipts/check': () => [{ path: '/receipts/check', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /receipts/:number': async (world) => [
    { path: `/receipts/${await receiptOf(world)}`, answers: everybody, sees: 'everybody' },
  ],
  'GET /receipts/:number/receipt.pdf': async (world) => [
    { path: `/receipts/${await receiptOf(world)}/receipt.pdf`, answers: everybody, sees: 'everybody' },
  ],
  'GET /receipts/:number/receipt.jws': async (world) => [
    { path: `/receipts/${await receiptOf(world)}/receipt.jws`, answers: everybody, sees: 'everybody' },
  ],
  'GET /robots.txt': page('/robots.txt', everybody),
  'GET /statistics': async ({ services }) => {
    await publishDaily(services);
    return [{ path: '/statistics', answers: everybody, sees: [] }];
  },
  'GET /open-data': async ({ services }) => {
    await publishDaily(services);
    return [{ path: '/open-data', answers: everybody, sees: [] }];
  },
  'GET /open-data/:day/:name': async ({ services }) => {
    await publishDaily(services);
    const day = services.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
    return ['registrations.csv', 'institutions.jsonl', 'manifest.jws'].map((name) => ({
      ...{ path: `/open-data/${day}/${name}`, answers: everybody, sees: [] },
    }));
  },
};
