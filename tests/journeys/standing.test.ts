import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchWithCamera } from '../live/fakeCamera.ts';
import { checkFile, checkTyped, lookUp, openShare } from './checking.ts';
import { confirmOrder, proposeResumption, proposeSuspension } from './ordering.ts';
import { listedStatus, placeIn, type StatusPlace, storeInWallet, type WalletCopy } from './phoneWallet.ts';
import { enterKind, lushan, Stage } from './stage.ts';
import { fileNumber, follow, goTo, press, read, type Walk } from './walk.ts';

// 暂停、提前恢复、期满恢复、备案、取消备案、注销, each through its pages: 医师查询, 亮照, 分享链接, 查验码 and the wallet say so from then on.

const name = '张景和';
const login = 'zhangjinghe';
let dataDir: string;
let stage: Stage;
let person: Walk;
let passer: Page;
let licenceNo = '';
let verificationCode = '';
let link = '';
let copy: WalletCopy;
let inCodes: StatusPlace;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'xinglin-program-'));
  stage = await Stage.open({ dataDir });
  person = await stage.enterAsPerson(login);
  passer = await stage.enterAsAnyone();
});
afterAll(async () => {
  await stage?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** 电子证照 → 【申领|亮照】: the phone shows its code, and goes on for minutes when it is cut off from the network. */
async function showLicence(): Promise<void> {
  const { page } = person;
  await page.goto(`${stage.program.baseUrl}/person`);
  await goTo(page, '电子证照');
  const shown = page.waitForURL(/\/show\?said=claimed/);
  await page.getByRole('button', { name: '申领|亮照' }).click();
  await shown;
}

/** 分享链接 for thirty days, the longest there is. */
async function shareLicence(page: Page): Promise<void> {
  await goTo(page, '电子证照');
  await follow(page, /^分享链接/);
  await page.getByLabel('30天').check();
  await press(page, '生成链接');
  link = await page.getByLabel('复制后发给对方').inputValue();
}

const photograph = () => person.page.locator('[data-live-code]').screenshot();

/** What somebody is told in each way of checking; the code is the one on the phone at this moment. */
async function told() {
  return {
    lookup: await lookUp(passer, name, licenceNo),
    live: await checkFile(passer, await photograph()),
    share: await openShare(passer, link),
    typed: await checkTyped(passer, verificationCode),
  };
}

/** The answers for machines, once the list of before is a minute old; and a wallet shown at 证照查验. */
async function toldAMinuteLater() {
  await stage.later({ seconds: 61 });
  const list = [await listedStatus(copy.place), await listedStatus(inCodes)];
  return { list, wallet: await checkFile(passer, copy.show(stage.now())) };
}

/** What the phone is given to go on with: codes, or why there are none. */
async function codesGiven(): Promise<{ codes?: unknown[]; refused?: string[] }> {
  const { page } = person;
  const address = new URL(page.url()).pathname;
  const response = await page.context().request.get(`${stage.program.baseUrl}${address.replace(/show$/, 'codes')}`);
  return response.json();
}

/** The holder pulls the plug while something is decided about them, and goes on showing what is on the phone. */
async function whileOffline(happens: () => Promise<void>): Promise<void> {
  const { page } = person;
  await page.context().setOffline(true);
  await happens();
}

/** Back on the network the phone shows nothing any more, and says why. */
async function refusedOnPhone(): Promise<string> {
  const { page } = person;
  await page.context().setOffline(false);
  const { codes, refused } = await codesGiven();
  expect(codes).toBeUndefined();
  await page.reload();
  expect(await page.getByRole('button', { name: '申领|亮照' }).count()).toBe(0);
  return `${refused?.join() ?? ''}\n${await read(page)}`;
}

/** An application of one's own about the registration, as far as its number. */
async function apply(menu: string, fill: (page: Page) => Promise<unknown>): Promise<string> {
  const applicant = await stage.enterAsPerson(login);
  const { page } = applicant;
  await enterKind(applicant, menu);
  await fill(page);
  await press(page, '确认,继续');
  await press(page, '提交此业务');
  const number = await fileNumber(page);
  await page.context().close();
  return number;
}

async function granted(number: string): Promise<void> {
  await stage.passAtInstitution({ organisation: lushan, number });
  await stage.grant(number);
}

const valid = { lookup: '有效', live: '有效', share: '有效', typed: '有效' };

describe('注册状态变化以后', () => {
  test('申领、亮照、分享、存入钱包;对方用摄像头扫码:都是有效', async () => {
    const { page } = person;
    await showLicence();
    const given = JSON.parse((await page.locator('[data-live-given]').getAttribute('data-live-given')) ?? '{}');
    inCodes = placeIn(new URL(given.codes[0].address).pathname.split('/').at(-1) ?? '');

    const browser = await launchWithCamera(await photograph());
    const counter = await browser.newPage({ permissions: ['camera'], baseURL: stage.program.baseUrl });
    await counter.goto('/verify');
    await counter.getByRole('button', { name: '打开摄像头扫码' }).click();
    await counter.waitForURL(/\/verify\/live\//);
    for (const words of ['有效', name, lushan]) expect(await read(counter)).toContain(words);
    await browser.close();

    await follow(page, '返回电子证照');
    const face = await read(page);
    licenceNo = (/执业证书编码\s+([\d ]+)/.exec(face)?.[1] ?? '').replaceAll(' ', '');
    verificationCode = (/查验码\s+([0-9A-Z ]+)/.exec(face)?.[1] ?? '').trim();
    copy = await storeInWallet(page, stage.now());
    await shareLicence(page);
    await showLicence();
    expect(await told()).toEqual(valid);
    expect(await toldAMinuteLater()).toEqual({ list: ['valid', 'valid'], wallet: '有效' });
  });

  test('一名审批人提出暂停执业,另一名确认:都是暂停', async () => {
    await showLicence();
    await proposeSuspension(stage, { name, licenceNo });
    expect(await told()).toEqual(valid);
    await whileOffline(() => confirmOrder(stage, name, '暂停执业'));
    expect(await told()).toEqual({ lookup: '暂停执业', live: '暂停', share: '暂停', typed: '暂停' });
    expect(await refusedOnPhone()).toContain('暂停执业');
    expect(await toldAMinuteLater()).toEqual({ list: ['suspended', 'suspended'], wallet: '暂停' });
  });

  test('原处理决定被撤销,提前恢复执业:都是有效', async () => {
    await proposeResumption(stage, { name, licenceNo });
    await confirmOrder(stage, name, '提前恢复执业');
    await goTo(person.page, '电子证照');
    await follow(person.page, '我的执业经历和累计执业时间');
    expect(await read(person.page)).toContain('提前恢复执业 岳卫医复〔2026〕3号');
    await showLicence();
    expect(await told()).toEqual(valid);
    expect(await toldAMinuteLater()).toEqual({ list: ['valid', 'valid'], wallet: '有效' });
  });

  test('再次暂停,期满的次日自动恢复:都是有效', async () => {
    await proposeSuspension(stage, { name, licenceNo });
    await confirmOrder(stage, name, '暂停执业');
    expect((await told()).lookup).toBe('暂停执业');
    await stage.later({ hours: 24 * 93 });
    await person.page.context().close();
    await expect.poll(() => lookUp(passer, name, licenceNo), { timeout: 30_000, interval: 500 }).toBe('有效');
    person = await stage.enterAsPerson(login);
    // The link was for thirty days.
    await shareLicence(person.page);
    await showLicence();
    expect(await told()).toEqual(valid);
    expect(await toldAMinuteLater()).toEqual({ list: ['valid', 'valid'], wallet: '有效' });
  });

  test('办理备案:执业信息无效;取消备案以后又都是有效', async () => {
    await showLicence();
    const number = await apply('中医(专长)医师备案', async (page) => {
      await page.getByLabel('备案理由').selectOption('退休');
      await page.getByLabel('备案备注').fill('退休');
    });
    await whileOffline(() => granted(number));
    expect(await told()).toEqual({ lookup: '注册备案(执业信息无效)', live: '备案', share: '备案', typed: '备案' });
    expect(await refusedOnPhone()).toContain('请先办理取消备案');
    expect(await toldAMinuteLater()).toEqual({ list: ['suspended', 'suspended'], wallet: '暂停' });

    await granted(
      await apply('中医(专长)医师取消备案', (page) => page.getByLabel('取消备案理由').fill('返聘回原机构坐诊')),
    );
    await showLicence();
    expect(await told()).toEqual(valid);
    expect(await toldAMinuteLater()).toEqual({ list: ['valid', 'valid'], wallet: '有效' });
  });

  test('注销:都是已失效,不能恢复', async () => {
    await showLicence();
    const number = await apply('中医(专长)医师注销', (page) =>
      page.getByLabel('注销理由').selectOption('本人主动申请'),
    );
    await whileOffline(() => granted(number));
    expect(await told()).toEqual({ lookup: '已注销', live: '已注销', share: '已注销', typed: '已注销' });
    expect(await refusedOnPhone()).toContain('已注销');
    expect(await toldAMinuteLater()).toEqual({ list: ['invalid', 'invalid'], wallet: '已失效' });
  });
});
