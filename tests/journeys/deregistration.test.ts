import { beforeAll, describe, expect, test } from 'vitest';
import { businessCard, enterKind, lushan, stageOfFile } from './stage.ts';
import { fileNumber, follow, goTo, press, read, type Walk } from './walk.ts';

// 09 注销: refused once on its own articles, with remedies, then granted: the registration is over for good.

const stage = stageOfFile();
let person: Walk;

beforeAll(async () => {
  person = await stage().enterAsPerson('zhangjinghe');
});

/** 09.1–09.4; answers the number. */
async function apply(): Promise<string> {
  const { page } = person;
  await enterKind(person, '中医(专长)医师注销');
  await page.getByLabel('注销理由').selectOption('本人主动申请');
  await page.getByLabel('备注', { exact: true }).fill('年事已高');
  await press(page, '确认,继续');
  const check = await read(page);
  expect(check).toContain('注册终止,执业证书作废并公告,不能恢复');
  expect(check).toContain('决定作出之前可以撤回');
  await press(page, '提交此业务');
  return fileNumber(page);
}

describe('注销', () => {
  test('09.3 没有选择注销理由时不能继续', async () => {
    await enterKind(person, '中医(专长)医师注销');
    await press(person.page, '确认,继续');
    expect(await read(person.page)).toContain('请选择注销理由');
    // Left as it is: the draft is found again.
    expect(await businessCard(person, '中医(专长)医师注销')).toContain('办理中');
    await goTo(person.page, '首页');
    await follow(person.page, /继续填写/);
    await person.page.getByLabel('注销理由').selectOption('本人主动申请');
    await press(person.page, '确认,继续');
    await press(person.page, '提交此业务');
    const number = await fileNumber(person.page);
    await stage().passAtInstitution({ organisation: lushan, number });
    await stage().refuseByAuthority(number, '仍有在办的医疗纠纷,暂不能注销');
    await person.page.goto(`${stage().program.baseUrl}/person`);
    await follow(person.page, new RegExp(`查看.*${number}`));
    const refused = await read(person.page);
    expect(refused).toContain('不予注销');
    expect(refused).toContain('仍有在办的医疗纠纷');
    expect(refused).toContain('依据:《医师法》第十七条');
    expect(refused).not.toContain('第十六条');
    expect(refused).toContain('行政复议');
  });

  test('09.1–09.6 注销理由、备注、提交、审核、审批后注册终止', async () => {
    const number = await apply();
    expect(number).toMatch(/^ZX-/);
    expect(await stage().passAtInstitution({ organisation: lushan, number })).toContain('年事已高');
    await stage().grant(number);
    const { page } = person;
    await goTo(page, '电子证照');
    expect(await read(page)).toContain('已注销');
    expect(await businessCard(person, '中医(专长)医师变更')).toContain('不能办理');
    expect(await businessCard(person, '中医(专长)医师注册')).toContain('可以办理');
  });
});
