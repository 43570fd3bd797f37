import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/actions/application/accept.ts';
import { askForSupplement } from '../../src/actions/application/askForSupplement.ts';
import { decideApplication } from '../../src/actions/application/decideApplication.ts';
import { type InstitutionReview, reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import { type County, makeCounty, must } from '../factories/life.ts';
import { insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { idIn, makePortrait, type Person, readAloud, signIn } from './personApp.ts';

let site: TestApp;
let county: County;
let portrait: Uint8Array;
const passed: InstitutionReview = {
  outcome: 'pass',
  opinion: '同意聘用',
  confirmed: ['identity', 'photo', 'employment', 'scope'],
};

beforeAll(async () => {
  site = await openTestApp();
  await seedCalendar(site.services, 'data/calendar');
  county = await makeCounty(site.services);
  portrait = await makePortrait();
});
afterAll(() => site.close());

interface Case {
  readonly person: Person;
  readonly id: string;
  readonly home: string;
}

/** A registration that has been submitted, on Monday 2026-03-02. */
async function submitted(provinceCode = '430000'): Promise<Case> {
  site.setNow('2026-03-02T09:00:00+08:00');
  const physician = await insertPhysician(site.db.database, { provinceCode });
  const person = await signIn(site.app, site.services, await insertPersonAccount(site.db.database, physician));
  await site.db.database.pool.query("UPDATE session SET expires_at = 'infinity', last_seen_at = '2099-12-31'");
  const id = idIn(await person.post('/person/business/registration'));
  await person.upload(`/person/applications/${id}/edit`, portrait, { institution: county.institution.id });
  const home = `/person/applications/${id}`;
  expect((await person.post(`${home}/check`, { _version: '0' })).headers.location).toBe(`${home}?said=submitted`);
  return { person, id, home };
}

const step = (id: string, version: number) => ({ applicationId: id, version, key: randomUUID(), location: '/' });
const state = async (id: string) =>
  (await site.db.database.pool.query('SELECT state FROM application WHERE id = $1', [id])).rows[0].state;

describe('办理进度', () => {
  test('省内四步,跨省多一步跨省同意', async () => {
    const near = await submitted();
    const words = readAloud(await near.person.get(near.home));
    expect(words).toContain('机构审核 剩余 5 个工作日(3月9日前)');
    expect(words).not.toContain('跨省同意');
    const far = await submitted('330000');
    expect(readAloud(await far.person.get(far.home))).toContain('未开始: 跨省同意');
    expect(readAloud(await far.person.get('/person'))).toContain('未开始: 跨省同意');
    must(await reviewByInstitution(site.services, county.clerk, step(far.id, 1), passed));
    const moved = readAloud(await far.person.get(far.home));
    expect(moved).toContain('正在办理: 跨省同意');
    expect(moved).toContain('由湖南省中医药管理局办理跨省执业同意');
  });

  test('期限未到不能催办并说明原因;过期可以,每天一次', async () => {
    const { person, id, home } = await submitted();
    const early = await person.get(home);
    expect(early.body).toMatch(/<button[^>]*disabled[^>]*>催办<\/button>/);
    expect(readAloud(early)).toContain('机构的审核期限是5个工作日');
    expect(readAloud(await person.post(`${home}/nudge`, { _version: '1' }))).toContain('机构的审核期限是5个工作日');
    site.setNow('2026-03-10T09:00:00+08:00');
    const nudged = await person.post(`${home}/nudge`, { _version: '1' });
    expect(nudged.headers.location).toBe(`${home}?said=nudged`);
    expect(readAloud(await person.get(`${home}?said=nudged`))).toContain('已催办,机构已收到提醒。');
    expect(readAloud(await person.post(`${home}/nudge`, { _version: '2' }))).toContain('今天已催办过');
    expect(await state(id)).toBe('atInstitution');
  });

  test('退回:看得到原因,改完重新提交,编号不变', async () => {
    const { person, id, home } = await submitted();
    must(
      await reviewByInstitution(site.services, county.clerk, step(id, 1), {
        outcome: 'return',
        reasons: '照片反光,请换一张',
        confirmed: [],
      }),
    );
    expect(readAloud(await person.get('/person'))).toContain('需要您办理:执业注册');
    expect(readAloud(await person.get(`${home}/edit`))).toContain('照片反光,请换一张');
    await person.post(`${home}/form`, { address: '新地址' });
    const sent = await person.post(`${home}/check`, { _version: '2' });
    expect(sent.headers.location).toBe(`${home}?said=submitted`);
    const words = readAloud(await person.get(home));
    expect(words).toContain('重新提交');
    expect(words).toContain('修改了:通讯地址');
    expect(words).toContain(`${county.institution.name} 经办人`);
    expect(words).not.toContain('王经办');
  });

  test('补正:机构不能换,写明说明后提交,时限继续', async () => {
    const { person, id, home } = await submitted();
    must(await reviewByInstitution(site.services, county.clerk, step(id, 1), passed));
    must(await accept(site.services, county.deciders[0], step(id, 2)));
    expect(readAloud(await person.get(home))).toContain('逐日计算');
    must(
      await askForSupplement(site.services, county.deciders[0], step(id, 3), {
        items: '考核合格证明',
        secondReason: '',
      }),
    );
    const edit = await person.get(`${home}/edit`);
    expect(readAloud(edit)).toContain('补正时不能更换机构');
    expect(edit.body).not.toContain('type="search"');
    const check = await person.get(`${home}/check`);
    expect(readAloud(check)).toContain('提交补正');
    const long = await person.post(`${home}/check`, { _version: '4', note: '补'.repeat(1001) });
    expect([long.statusCode, long.body.includes('补'.repeat(1001))]).toEqual([422, true]);
    await person.post(`${home}/check`, { _version: '4', note: '已附证明' });
    expect(await state(id)).toBe('accepted');
    expect(readAloud(await person.get(home))).toContain('已附证明');
  });

  test('不予注册:依据、理由、救济途径,并可带着内容重新申请', async () => {
    const { person, id, home } = await submitted();
    must(await reviewByInstitution(site.services, county.clerk, step(id, 1), passed));
    must(await accept(site.services, county.deciders[0], step(id, 2)));
    const refusal = { outcome: 'refuse', ground: 'otherByLaw', reasons: '正在接受处罚' } as const;
    must(await decideApplication(site.services, county.deciders[1], step(id, 3), refusal));
    const words = readAloud(await person.get(home));
    for (const said of ['不予注册', '《医师法》第十六条(五)', '正在接受处罚', '行政复议', '六个月内'])
      expect(words).toContain(said);
    const again = idIn(await person.post('/person/business/registration', { copyOf: id }));
    expect(again).not.toBe(id);
    expect((await person.get(`/person/applications/${again}/edit`)).body).toContain(
      `value="${county.institution.id}" checked`,
    );
    expect((await person.get(`/person/applications/${again}/photo.jpg`)).statusCode).toBe(200);
  });

  test('撤回以后不能再改;草稿删除后不再出现', async () => {
    const { person, id, home } = await submitted();
    const gone = await person.post(`${home}/withdraw`, { _version: '1', reasons: '换一家机构' });
    expect(gone.headers.location).toBe(`${home}?said=withdrawn`);
    expect(await state(id)).toBe('withdrawn');
    expect((await person.get(`${home}/edit`)).headers.location).toBe(home);
    expect(readAloud(await person.get(home))).toContain('换一家机构');
    const draft = idIn(await person.post('/person/business/registration', { copyOf: id }));
    const dropped = await person.post(`/person/applications/${draft}/withdraw`, { _version: '0' });
    expect(dropped.headers.location).toBe('/person?said=dropped');
    expect(readAloud(await person.get('/person'))).not.toContain('草稿还没有提交');
  });

  test('别人先办了:说明是谁、现在怎样', async () => {
    const { person, id, home } = await submitted();
    must(await reviewByInstitution(site.services, county.clerk, step(id, 1), passed));
    const late = await person.post(`${home}/withdraw`, { _version: '1' });
    expect(late.statusCode).toBe(409);
    expect(readAloud(late)).toContain('现在的状态是“待受理');
  });
});
