import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/actions/application/accept.ts';
import { decideApplication } from '../../src/actions/application/decideApplication.ts';
import { reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import type { InstitutionActor } from '../../src/domain/access/actor.ts';
import { refusalText } from '../../src/domain/vocabulary/refusals.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { type Asked, codesOf, draftAbout, send } from '../factories/draft.ts';
import { makeEntry, type Registered } from '../factories/entry.ts';
import { confirmed, must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import {
  insertInstitution,
  insertInstitutionStaff,
  insertZhejiang,
  type TestInstitution,
} from '../factories/people.ts';

let desk: Desk;
let other: TestInstitution;
let otherClerk: InstitutionActor;
let far: TestInstitution;
beforeAll(async () => {
  desk = await openDesk();
  const { database } = desk.services;
  other = await insertInstitution(database, desk.county.tree.county);
  otherClerk = await insertInstitutionStaff(database, other);
  far = await insertInstitution(database, (await insertZhejiang(database)).county);
});
afterAll(() => desk.close());

const term = { from: '2026-03-02', until: '2027-03-01' };
const filing = (answers: Readonly<Record<string, string>> = term, at: TestInstitution = other): Asked => ({
  kind: 'multiSiteFiling',
  institutionId: at.id,
  answers,
});
const change = (to: TestInstitution = other): Asked => ({ kind: 'change', institutionId: to.id });
const ending: Asked = { kind: 'deregistration', institutionId: '', answers: { reason: '本人主动申请' } };

/** What is answered when it is submitted. The main institution reviews what asks for none. */
async function ask(entry: Registered, asked: Asked) {
  const institutionId = asked.institutionId === '' ? desk.county.institution.id : asked.institutionId;
  const whole = institutionId === undefined ? asked : { ...asked, institutionId };
  return send(desk.services, entry, await draftAbout(desk.services, entry, whole));
}

/** Through its institution to the authority, accepted: only the decision is missing. */
async function accepted(entry: Registered, asked: Asked): Promise<string> {
  const id = await draftAbout(desk.services, entry, asked);
  must(await send(desk.services, entry, id));
  const form = (version: number) => ({ applicationId: id, version, key: randomUUID(), location: '/' });
  must(await reviewByInstitution(desk.services, otherClerk, form(1), { outcome: 'pass', opinion: '', confirmed }));
  must(await accept(desk.services, desk.county.deciders[0], form(2)));
  return id;
}

function approve(id: string) {
  const form = { applicationId: id, version: 3, key: randomUUID(), location: '/' };
  return decideApplication(desk.services, desk.county.deciders[1], form, { outcome: 'approve', opinion: '' });
}

const fresh = () => makeEntry(desk.services, desk.county);
const consistent = async () => expect((await verifyLedger(desk.services)).bad).toBeNull();

describe('不能办的组合,各有各的话', () => {
  const cases: readonly [string, () => Asked, readonly string[]][] = [
    ['备案到外省机构', () => filing(term, far), ['institution institution.otherProvince']],
    ['备案到主要执业机构', () => filing(term, desk.county.institution), ['institution institution.isMain']],
    ['结束早于开始', () => filing({ from: '2026-05-01', until: '2026-04-01' }), ['until site.endBeforeStart']],
    ['已经过去', () => filing({ from: '2026-01-01', until: '2026-02-01' }), ['until site.over']],
    ['超过五年', () => filing({ from: '2026-03-02', until: '2031-03-03' }), ['until site.tooLong']],
    ['变更到同一家机构', () => change(desk.county.institution), ['institution institution.sameAsNow']],
    ['变更到外省', () => change(far), ['institution institution.otherProvince']],
    ['取消不存在的备案', () => ({ ...ending, kind: 'multiSiteCancellation' }), ['start.noSite']],
    ['没有备案却取消备案', () => ({ ...ending, kind: 'reactivation' }), ['start.entryStands']],
  ];
  test.each(cases)('%s', async (_name, asked, codes) => {
    const answer = await ask(await fresh(), asked());
    expect(codesOf(answer)).toEqual(codes);
    if (answer.kind !== 'refused') throw new Error('it was not refused');
    for (const refused of answer.refusals) expect(refusalText(refused)).not.toMatch(/[{}]/);
  });

  test('同一机构有效期重叠的备案;前后相接的可以', async () => {
    const entry = await fresh();
    must(await approve(await accepted(entry, filing())));
    expect(codesOf(await ask(entry, filing({ from: '2027-03-01', until: '2027-06-01' })))).toEqual([
      'institution site.overlaps',
    ]);
    must(await ask(entry, filing({ from: '2027-03-02', until: '2027-06-01' })));
  });

  test('同一业务不能有第二件;注销与其他业务不能并行,谁先谁后都一样', async () => {
    const entry = await fresh();
    must(await ask(entry, filing()));
    expect(codesOf(await ask(entry, filing({ from: '2028-01-01', until: '2028-02-01' })))).toEqual([
      'start.alreadyOpen',
    ]);
    expect(codesOf(await ask(entry, ending))).toEqual(['start.otherOpen']);
    expect(codesOf(await ask(entry, change()))).toEqual(['start.otherOpen']);
    const leaving = await fresh();
    must(await ask(leaving, ending));
    expect(codesOf(await ask(leaving, ending))).toEqual(['start.alreadyOpen']);
    expect(codesOf(await ask(leaving, filing()))).toEqual(['start.otherOpen']);
    expect(codesOf(await ask(leaving, change()))).toEqual(['start.otherOpen']);
  });
});

describe('两件同时来', () => {
  test('同一机构有效期重叠的两件备案:只有一件提交成功', async () => {
    for (let round = 0; round < 5; round += 1) {
      const entry = await fresh();
      const drafts = [
        await draftAbout(desk.services, entry, filing()),
        await draftAbout(desk.services, entry, filing({ from: '2026-06-01', until: '2026-09-01' })),
      ];
      const answers = await Promise.all(drafts.map((id) => send(desk.services, entry, id)));
      expect(answers.flatMap(codesOf).toSorted()).toEqual(['done', 'start.alreadyOpen']);
    }
  });

  test('同一条执业信息的变更和注销:只有一件提交成功', async () => {
    for (let round = 0; round < 5; round += 1) {
      const entry = await fresh();
      const main = desk.county.institution.id;
      const drafts = [
        await draftAbout(desk.services, entry, change()),
        await draftAbout(desk.services, entry, { ...ending, institutionId: main }),
      ];
      const answers = await Promise.all(drafts.map((id) => send(desk.services, entry, id)));
      expect(answers.flatMap(codesOf).toSorted()).toEqual(['done', 'start.otherOpen']);
    }
  });

  test('准予备案与吊销同时:要么备案先成立再终止,要么不再准予', async () => {
    const [first, second] = desk.county.deciders;
    for (let round = 0; round < 5; round += 1) {
      const entry = await fresh();
      const application = await accepted(entry, filing());
      const { id } = await makeOrder(desk.services, first, entry.entryId, { kind: 'revoke' });
      const decision = { version: 1, key: randomUUID(), location: '/', refusals: [], words: '' };
      const [approved, confirmed] = await Promise.all([
        approve(application),
        decideOrder(desk.services, second, id, { ...decision, outcome: 'confirm' }),
      ]);
      expect(confirmed.kind).toBe('done');
      expect(['done', 'start.entryStands']).toContain(codesOf(approved)[0]);
      expect(await desk.value('SELECT status AS value FROM register_entry WHERE id = $1', entry.entryId)).toBe(
        'revoked',
      );
      expect(
        await desk.value(
          'SELECT count(*) AS value FROM register_site WHERE entry_id = $1 AND ended_on IS NULL',
          entry.entryId,
        ),
      ).toBe(0);
    }
    await consistent();
  });
});
