import { beforeAll, describe, expect, test } from 'vitest';
import { businessCard, enterKind, juzizhou, lushan, stageOfFile } from './stage.ts';
import { fileNumber, goTo, press, read, type Walk } from './walk.ts';

// 06 取消多点执业备案 by a physician of the demonstration who has one.

const stage = stageOfFile();
let person: Walk;
let number = '';

beforeAll(async () => {
  person = await stage().enterAsPerson('xieyunling');
});

const menu = '中医(专长)医师取消多执业机构备案';

describe('取消多执业机构备案', () => {
  test('没有备案的医师不能取消,说明原因、依据和办法', async () => {
    const other = await stage().enterAsPerson('zhangjinghe');
    const card = await businessCard(other, menu);
    for (const words of [
      '不能办理',
      '没有有效的多执业机构备案',
      '办理多执业机构备案',
      '《医师执业注册管理办法》第十条',
    ])
      expect(card).toContain(words);
    await other.page.context().close();
  });

  test('06.1–06.4 点击进入、取消备案原因、提交此业务', async () => {
    const { page } = person;
    await enterKind(person, menu);
    expect(await read(page)).toContain(juzizhou);
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('请填写取消备案原因');
    await page.getByLabel('取消备案原因').fill('不再去该机构出诊');
    await press(page, '确认,下一步');
    const check = await read(page);
    expect(check).toContain(`在${juzizhou}的多执业机构备案终止(取消备案)`);
    expect(check).toContain('主要执业机构不受影响');
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^QD-/);
  });

  test('06.5–06.6 备案的机构审核,审批后备案终止', async () => {
    expect(await stage().passAtInstitution({ organisation: juzizhou, number })).toContain('不再去该机构出诊');
    await stage().grant(number);
    const { page } = person;
    await goTo(page, '首页');
    expect(await read(page)).toContain(`主要执业机构:${lushan}`);
    expect(await businessCard(person, menu)).toContain('没有有效的多执业机构备案');
  });
});
