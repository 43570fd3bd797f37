import { describe, expect, test } from 'vitest';
import { businessCard, enterKind, juzizhou, lushan, stageOfFile, today } from './stage.ts';
import { fileNumber, goTo, press, read, type Walk } from './walk.ts';

// 07 执业备案, with script and without: what ends with it is said before, and has ended afterwards.

const stage = stageOfFile();

const twoYears = today.add({ years: 2 });
const lastDay = `${twoYears.year}年${twoYears.month}月${twoYears.day}日`;

describe.each([
  { script: '有脚本', javaScriptEnabled: true, login: 'zhangjinghe' },
  { script: '没有脚本', javaScriptEnabled: false, login: 'xieyunling' },
])('执业备案($script)', ({ javaScriptEnabled, login }) => {
  let person: Walk;
  let number = '';

  test('07.1–07.4 备案理由、备案备注、确认,继续、提交此业务', async () => {
    person = await stage().enterAsPerson(login, javaScriptEnabled);
    const { page } = person;
    await enterKind(person, '中医(专长)医师备案');
    await page.getByLabel('备案备注').fill('回乡照顾家人');
    await press(page, '确认,继续');
    expect(await read(page)).toContain('请选择备案理由');
    expect(await page.getByLabel('备案备注').inputValue()).toBe('回乡照顾家人');
    await page.getByLabel('备案理由').selectOption('调离');
    await press(page, '确认,继续');
    const check = await read(page);
    expect(check).toContain('执业信息变为“注册备案(执业信息无效)”,不得执业,电子证照停用。');
    expect(check).toContain(`最晚${lastDay}可以取消备案`);
    if (login === 'xieyunling') expect(check).toContain(`在${juzizhou}的多执业机构备案终止(办理备案,执业信息无效)`);
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^BA-/);
  });

  test('办理期间不能同时办理变更', async () => {
    const card = await businessCard(person, '中医(专长)医师变更');
    expect(card).toContain('不能办理');
    expect(card).toContain(`还有一件业务正在办理(${number})`);
    expect(card).toContain('查看正在办理的业务');
  });

  test('07.5–07.6 当前执业机构审核,审批后执业信息无效,电子证照停用', async () => {
    expect(await stage().passAtInstitution({ organisation: lushan, number, javaScriptEnabled })).toContain(
      '回乡照顾家人',
    );
    await stage().grant(number, javaScriptEnabled);
    const { page } = person;
    await goTo(page, '首页');
    expect(await read(page)).toContain('注册备案(执业信息无效)');
    await goTo(page, '电子证照');
    const licence = await read(page);
    expect(licence).toContain('请先办理取消备案');
    expect(await page.getByRole('button', { name: '申领|亮照' }).count()).toBe(0);
    expect(await businessCard(person, '中医(专长)医师取消备案')).toContain('可以办理');
    await page.context().close();
    if (login === 'xieyunling') expect(await stage().noticesOf(juzizhou)).toContain('办理备案,执业信息无效');
  });
});
