import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submit } from '../../src/actions/application/submit.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import { on } from '../factories/due.ts';
import { must } from '../factories/life.ts';
import { insertAuthority, insertAuthorityStaff, insertInstitution } from '../factories/people.ts';
import { stepForm } from '../factories/stepForm.ts';
import { typeDraft } from '../setup/sealedValues.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, type Submitted, submitted } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Changed {
  readonly institutionId?: string;
  readonly phone?: string;
}

/** What came back is handed in again, with what was changed meanwhile. */
async function resubmit({ id, person }: Submitted, day: string, changed: Changed = {}): Promise<void> {
  const { institutionId = desk.county.institution.id, phone = '13900000000' } = changed;
  const photoId = await desk.value<string>('SELECT photo_id AS value FROM application WHERE id = $1', id);
  const version = await desk.value<number>('SELECT version AS value FROM application WHERE id = $1', id);
  await typeDraft(desk.db.database, id, { answers: { phone }, institutionId, photoId });
  must(await submit(on(desk.services, day), person, { applicationId: id, version, key: randomUUID(), location: '/' }));
}

describe('退回后另选一家机构', () => {
  test('上一家的超期不算在新机构头上;新机构超期时另行提醒', async () => {
    const { database } = desk.services;
    const other = await insertAuthority(database, '430103', '长沙市天心区卫生健康局', desk.county.tree.city);
    const second = await insertInstitution(database, other);
    const officer = await insertAuthorityStaff(database, other, 'decider');
    const file = await submitted(desk);
    await runTimeRound(on(desk.services, '2026-03-10'));
    expect((await desk.decider.get(ofAuthority(file.id))).text).toContain('机构超期未审核');
    desk.setNow('2026-03-11T09:00:00+08:00');
    const clerk = await desk.as(desk.county.clerk);
    await clerk.post(ofInstitution(file.id), stepForm('returnToApplicant', 2, { reasons: '本机构不再聘用' }));
    await resubmit(file, '2026-03-11', { institutionId: second.id });

    const visitor = await desk.as(officer);
    expect((await visitor.get(ofAuthority(file.id))).status).toBe(404);
    expect((await visitor.get('/authority/applications?state=escalated')).text).not.toContain(file.id);
    desk.setNow('2026-03-19T09:00:00+08:00');
    await runTimeRound(on(desk.services, '2026-03-19'));
    const later = await desk.as(officer);
    expect((await later.get(ofAuthority(file.id))).status).toBe(200);
    const told = await desk.value('SELECT count(*)::int AS value FROM notice WHERE authority_id = $1', other.id);
    expect(told).toBe(1);
  });
});

describe('退回前核对过的项目', () => {
  const box = (text: string, key: string) =>
    new RegExp(`<input[^>]*name="confirm-${key}-passAtInstitution"[^>]*>`).exec(text)?.[0] ?? '';
  const checked = (text: string) =>
    ['identity', 'photo', 'employment', 'scope'].filter((key) => box(text, key).includes(' checked'));

  test('内容没有变的已勾好并标明,变了的重新核对;改掉勾选后出错,按改过的', async () => {
    desk.setNow('2026-03-02T09:00:00+08:00');
    const clerk = await desk.as(desk.county.clerk);
    const file = await submitted(desk);
    expect(checked((await clerk.get(ofInstitution(file.id))).text)).toEqual([]);
    const ticked = { 'confirm-identity': 'yes', 'confirm-photo': 'yes', 'confirm-scope': 'yes' };
    const wrong = await clerk.post(ofInstitution(file.id), stepForm('returnToApplicant', 1, ticked));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/name="confirm-photo-returnToApplicant"[^>]* checked/);
    const sent = stepForm('returnToApplicant', 1, { ...ticked, reasons: '电话写错了' });
    expect((await clerk.post(ofInstitution(file.id), sent)).status).toBe(303);
    await resubmit(file, '2026-03-02', { phone: '13911112222' });
    const { text } = await clerk.get(ofInstitution(file.id));
    expect(checked(text)).toEqual(['identity', 'photo', 'scope']);
    // Beside the form to pass it, and beside the form to return it once more.
    expect(text.split('上次已核对,内容未变')).toHaveLength(1 + 2 * 3);

    const unticked = await clerk.post(
      ofInstitution(file.id),
      stepForm('passAtInstitution', 3, { 'confirm-scope': 'yes' }),
    );
    expect([unticked.status, checked(unticked.text)]).toEqual([422, ['scope']]);
  });
});
