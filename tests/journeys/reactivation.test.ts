import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessCard, enterEntry, juzizhou, nine, Stage, today } from './stage.ts';
import { enterBusiness, fileNumber, goTo, press, read } from './walk.ts';

// 08 取消备案: refused after two years, whatever page is tried; in time it goes all the way.

const menu = '中医(专长)医师取消备案';
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'xinglin-program-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('取消备案', () => {
  let stage: Stage;

  test('两年已满:不能取消备案,说明依据和办法', async () => {
    // The demonstration is made today; then the same system two years and a day later.
    await (await Stage.open({ dataDir })).close();
    const later = today.add({ years: 2 }).add({ days: 1 });
    stage = await Stage.open({ dataDir, env: { XINGLIN_NOW: nine(later) } });
    const person = await stage.enterAsPerson('longji');
    const card = await businessCard(person, menu);
    expect(card).toContain('不能办理');
    expect(card).toMatch(/备案到.+已满两年,不能再取消备案/);
    expect(card).toContain('《医师法》第十七条');
    await person.page.goto(`${stage.program.baseUrl}/person/business/reactivation`);
    expect(await person.page.getByRole('button', { name: '点击进入' }).isDisabled()).toBe(true);
    await stage.close();
  });

  test('08 有效的医师不用办理', async () => {
    stage = await Stage.open();
    const person = await stage.enterAsPerson('zhangjinghe');
    expect(await businessCard(person, menu)).toContain('取消备案只限“注册备案(执业信息无效)”的医师办理');
    await person.page.context().close();
  });

  test('08.1–08.6 取消备案理由、提交、办理备案的机构审核、审批后恢复有效', async () => {
    const person = await stage.enterAsPerson('longji');
    const { page } = person;
    await enterBusiness(person, menu);
    expect(await read(page)).toContain('注册备案(执业信息无效)');
    await enterEntry(page);
    await press(page, '确认,继续');
    expect(await read(page)).toContain('请填写取消备案理由');
    await page.getByLabel('取消备案理由').fill('返聘回原机构坐诊');
    await press(page, '确认,继续');
    expect(await read(page)).toContain('执业信息恢复有效,电子证照恢复');
    await press(page, '提交此业务');
    const number = await fileNumber(page);
    expect(number).toMatch(/^QB-/);
    expect(await stage.passAtInstitution({ organisation: juzizhou, number })).toContain('返聘回原机构坐诊');
    expect(await stage.grant(number)).toContain('可以取消');
    await goTo(page, '首页');
    expect(await read(page)).toContain('注册有效');
    await stage.close();
  });
});
