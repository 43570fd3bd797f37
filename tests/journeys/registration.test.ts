import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type DemoAccount, type RunningProgram, startProgram } from '../setup/program.ts';
import {
  activate,
  chooseInstitution,
  type Examinee,
  enterBusiness,
  fileNumber,
  follow,
  goTo,
  heading,
  identify,
  newWalk,
  openAccount,
  openRegistration,
  press,
  read,
  signIn,
  uploadPhoto,
  verifyPhone,
  type Walk,
} from './walk.ts';

// The main job, end to end, by a physician of an imported roster (not of the demo), in a real browser, with script and without.

let program: RunningProgram;
let browser: Browser;
let accounts: DemoAccount[];
let roster: Examinee[];

const rosterFile = 'tests/import/data/clean/roster.csv';

beforeAll(async () => {
  program = await startProgram();
  browser = await launchBrowser();
  execFileSync(process.execPath, ['dist/cli.js', 'import', 'roster', rosterFile], {
    env: { ...process.env, DATA_DIR: program.dataDir },
    stdio: 'pipe',
  });
  accounts = await program.demoAccounts();
  const rows = readFileSync(rosterFile, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  roster = rows.map(([name = '', , idNumber = '', , , certificateNo = '']) => ({ name, idNumber, certificateNo }));
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

function staff(end: string, organisation: string, role: string): DemoAccount {
  const found = accounts.find(
    (account) => account.end === end && account.organisation === organisation && account.role === role,
  );
  if (found === undefined) throw new Error(`no ${role} of ${organisation} in demo-accounts.json`);
  return found;
}

/** Each member of staff sits at a browser of their own. */
async function staffWalk(javaScriptEnabled: boolean, end: string, organisation: string, role: string): Promise<Walk> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  const walk = await newWalk(program, context);
  await walk.page.goto(`${program.baseUrl}/${end}/sign-in`);
  await signIn(walk, staff(end, organisation, role));
  return walk;
}

/** From a queue to the file with this number. */
async function openFile(page: Page, queue: string, number: string, tab?: string): Promise<void> {
  await goTo(page, queue);
  if (tab !== undefined) await follow(page, new RegExp(`^${tab}`));
  await follow(page, new RegExp(number));
  expect(await read(page)).toContain(number);
}

const clinic = '岳麓区麓山中医门诊部';
const county = '长沙市岳麓区卫生健康局';

describe.each([
  { script: '有脚本', javaScriptEnabled: true, row: 3, login: 'journey-script', phone: '13900001111' },
  { script: '没有脚本', javaScriptEnabled: false, row: 118, login: 'journey-plain', phone: '13900002222' },
])('从考核名册到电子证照($script)', ({ javaScriptEnabled, row, login, phone }) => {
  const credentials = { login, password: 'Xinglin2026' };
  let context: BrowserContext;
  let person: Walk;
  let examinee: Examinee;
  let number = '';

  beforeAll(async () => {
    context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    person = await newWalk(program, context);
    const found = roster[row - 1];
    if (found === undefined) throw new Error(`the roster has no row ${row}`);
    examinee = found;
  });
  afterAll(() => context.close());

  test('01 注册用户:登录界面、注册信息、账户信息、注册成功', async () => {
    await openRegistration(person);
    expect(await read(person.page)).toContain('请您参照个人身份证认真填写姓名和身份证号!');
    await identify(person, examinee);
    expect(await read(person.page)).toContain('带有星号*的为必填项');
    await openAccount(person, credentials, phone);
    await signIn(person, credentials);
  });

  test('01.7–01.8 医师信息自动校验,验证手机', async () => {
    expect(await heading(person.page)).toBe('医师信息自动校验');
    await verifyPhone(person, phone);
  });

  test('02 账户激活,之后方可进行业务申请', async () => {
    expect(await heading(person.page)).toBe('账户激活');
    await activate(person, examinee);
    await expect
      .poll(() => person.page.getByRole('navigation').getByRole('link', { name: '业务申请' }).count())
      .toBeGreaterThan(0);
  });

  test('03.1–03.4 点击进入、照片和机构、业务打印表单、提交此业务', async () => {
    const { page } = person;
    await enterBusiness(person, '中医(专长)医师注册');
    await press(page, '点击进入');
    expect(await heading(page)).toBe('中医(专长)医师注册申请');
    await uploadPhoto(person);
    await chooseInstitution(person, clinic);
    await press(page, '确认,下一步');
    expect(await heading(page)).toBe('业务打印表单');
    expect(await read(page)).toContain(examinee.name);
    await page.getByLabel('通讯地址').fill('长沙市岳麓区麓山南路1号');
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('长沙市岳麓区麓山南路1号');
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^ZC-\d{4}-\d{6}$/);
    expect(await read(page)).toContain(clinic);
  });

  test('03.5 机构审核:退回一次,修改后通过', async () => {
    const clerk = await staffWalk(javaScriptEnabled, 'institution', clinic, '经办人');
    await openFile(clerk.page, '业务审核', number);
    await clerk.page.locator('details', { hasText: '退回' }).first().locator('summary').click();
    await clerk.page.getByLabel('退回的原因和修改办法').fill('通讯地址请写到门牌号');
    await clerk.page.getByLabel('身份相符').check();
    await press(clerk.page, '退回');

    const { page } = person;
    await goTo(page, '首页');
    await follow(page, new RegExp(number));
    expect(await read(page)).toContain('通讯地址请写到门牌号');
    await follow(page, /修改/);
    await press(page, '确认,下一步');
    await page.getByLabel('通讯地址').fill('长沙市岳麓区麓山南路1号2栋301');
    await press(page, '确认,下一步');
    await press(page, '提交此业务');

    await openFile(clerk.page, '业务审核', number);
    const again = await read(clerk.page);
    for (const words of ['通讯地址', '上次已核对,内容未变']) expect(again).toContain(words);
    expect(await clerk.page.getByLabel(/已当面核对身份证件原件/).isChecked()).toBe(true);
    for (const words of ['照片为本人', '已聘用', '本机构的诊疗科目'])
      await clerk.page.getByLabel(new RegExp(words)).check();
    await press(clerk.page, '通过');
    expect(await read(clerk.page)).toContain('通过');
    await clerk.page.context().close();
  });

  test('跨省执业:先由拟执业省同意', async () => {
    const province = await staffWalk(javaScriptEnabled, 'authority', '湖南省中医药管理局', '审批人');
    await goTo(province.page, '跨省同意');
    await follow(province.page, new RegExp(number));
    await press(province.page, '同意');
    expect(await read(province.page)).toContain('同意');
    await province.page.context().close();
  });

  test('03.6 主管部门:受理、补正、准予注册', async () => {
    const officer = await staffWalk(javaScriptEnabled, 'authority', county, '审批人');
    const { page } = officer;
    await openFile(page, '业务审批', number);
    await press(page, '受理');
    await page.locator('details', { hasText: '补正' }).first().locator('summary').click();
    await page.getByLabel('需要补正的全部内容').fill('请填写考核机构和考核合格日期');
    await press(page, '补正');

    await person.page.goto(`${program.baseUrl}/person`);
    await follow(person.page, new RegExp(number));
    expect(await read(person.page)).toContain('请填写考核机构和考核合格日期');
    await follow(person.page, '修改并提交补正');
    await press(person.page, '确认,下一步');
    await person.page.getByLabel('考核机构').fill('湖南省中医药研究院附属医院');
    await person.page.getByLabel('考核合格日期').fill('2026-06-01');
    await press(person.page, '确认,下一步');
    await person.page.getByLabel('补正说明').fill('已补填考核情况');
    await press(person.page, '提交补正');

    await openFile(page, '业务审批', number, '审批中');
    await page.getByLabel(/已核对申请材料/).check();
    await press(page, '准予');
    expect(await read(page)).toMatch(/354430104\d{6}|3544 3010 4\d{3} \d{3}/);
    await page.context().close();
  });

  test('电子证照和社会公示', async () => {
    const { page } = person;
    await goTo(page, '电子证照');
    await press(page, /^申领\|亮照/);
    const face = await read(page);
    expect(face).toContain(examinee.name);
    expect(face).toContain(clinic);
    const licenceNo = /354\d{12}/.exec(face.replaceAll(' ', ''))?.[0] ?? '';
    expect(licenceNo).toMatch(/^354430104\d{6}$/);

    await page.goto(`${program.baseUrl}/lookup`);
    await page.getByLabel('姓名').fill(examinee.name);
    await page.getByLabel('执业证书编码').fill(licenceNo);
    await press(page, '查询');
    const shown = await read(page);
    expect(shown).toContain(clinic);
    expect(shown).toContain('有效');
    expect(shown).not.toContain(examinee.idNumber);
    expect(shown).not.toContain(examinee.certificateNo);
  });

  test('每一步都通知了申请人(短信和邮件)', async () => {
    await expect
      .poll(
        async () =>
          (await program.outbox())
            .filter((entry) => entry.to === phone && entry.text.includes(number))
            .map(({ text }) => text)
            .join('\n'),
        { timeout: 20_000 },
      )
      .toContain('准予注册');
    const texts = (await program.outbox())
      .filter(({ to, text }) => to === phone && text.includes(number))
      .map(({ text }) => text);
    for (const word of ['已提交', '退回', '审核通过', '同意', '受理', '补正', '准予注册']) {
      expect(
        texts.some((text) => text.includes(word)),
        word,
      ).toBe(true);
    }
    expect(texts.join('\n')).not.toContain(examinee.idNumber);
  });
});
