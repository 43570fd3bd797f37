import { describe, expect, test } from 'vitest';
import { enterEntry, juzizhou, lushan, stageOfFile } from './stage.ts';
import { chooseInstitution, enterBusiness, fileNumber, goTo, press, read, type Walk } from './walk.ts';

// 04 变更注册 by a registered physician of the demonstration, with script and without; the old institution is told.

const stage = stageOfFile();

describe.each([
  { script: '有脚本', javaScriptEnabled: true, from: lushan, to: juzizhou },
  { script: '没有脚本', javaScriptEnabled: false, from: juzizhou, to: lushan },
])('变更注册($script)', ({ javaScriptEnabled, from, to }) => {
  let person: Walk;
  let number = '';

  test('04.1–04.5 点击进入、拟执业机构名称、变更理由、业务打印表单、提交此业务', async () => {
    person = await stage().enterAsPerson('zhangjinghe', javaScriptEnabled);
    const { page } = person;
    await enterBusiness(person, '中医(专长)医师变更');
    expect(await read(page)).toContain(from);
    await enterEntry(page);
    await chooseInstitution(person, from);
    await press(page, '确认,下一步');
    const refused = await read(page);
    expect(refused).toContain('这就是您现在的主要执业机构');
    expect(refused).toContain('请填写变更理由');
    await chooseInstitution(person, to);
    await page.getByLabel('变更理由').fill('家庭住址变动');
    await press(page, '确认,下一步');
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('家庭住址变动');
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^BG-/);
  });

  test('04.6 新医疗机构审核', async () => {
    const reviewed = await stage().passAtInstitution({ organisation: to, number, javaScriptEnabled });
    for (const words of ['已当面核对身份证件原件', '照片为本人', '已聘用', '本机构的诊疗科目'])
      expect(reviewed).toContain(words);
  });

  test('04.7 审批:主要执业机构变更,执业证书编码不变,原机构收到通知', async () => {
    await stage().grant(number, javaScriptEnabled);

    const { page } = person;
    await goTo(page, '首页');
    const home = await read(page);
    expect(home).toContain(`主要执业机构:${to}`);
    expect(home.replaceAll(' ', '')).toContain('354430104000001');
    await page.context().close();

    expect(await stage().noticesOf(from, javaScriptEnabled)).toContain('其主要执业机构不再是贵机构');
  });
});
