import { randomUUID } from 'node:crypto';
import { publishDaily } from '../../src/actions/public/publishDaily.ts';
import { signReceipt } from '../../src/actions/public/receiptToken.ts';
import { insertReceipt } from '../../src/store/receipts.ts';
import { actorNames } from './actors.ts';
import { type Entries, each, page } from './entry.ts';
import type { World } from './world.ts';

const everybody = each(actorNames, 200);

/** A receipt about the physician of the approved file, open to whoever has its number. */
async function receiptOf({ services, files }: World): Promise<string> {
  const number = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const { person, licenceNo } = files.approved;
  const question = { name: person.name, licenceNo: licenceNo ?? '', on: '2026-03-02', institution: '', technique: '' };
  const answer = {
    ...{ status: 'practising', mayPractise: true, registeredOn: '2026-03-02', authority: '长沙市芙蓉区卫生健康局' },
    ...{
      institution: null,
      institutionAs: null,
      technique: null,
      techniques: '针刺、艾灸、拔罐',
      conditions: '颈肩腰腿痛',
    },
  } as const;
  const madeAt = services.clock.now();
  const token = await signReceipt(services, { number, madeAt, question, answer });
  await services.database.row(insertReceipt, number, token, madeAt.toString());
  return number;
}

const listOf = ({ places }: World) =>
  `/published?province=430000&authority=A${places.county.regionCode}&month=2026-03&list=registered`;

/** 公示与数据: for everybody, and nothing of it says more than the law publishes. */
export const publicationEntries: Entries = {
  'GET /published': (world) => [
    { path: '/published', answers: everybody, sees: [] },
    { path: '/published?province=430000&step=province', answers: everybody, sees: [] },
    { path: listOf(world), answers: everybody, sees: 'everybody' },
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
