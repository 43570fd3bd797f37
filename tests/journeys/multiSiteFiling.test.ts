import { beforeAll, describe, expect, test } from 'vitest';
import { enterKind, juzizhou, lushan, stageOfFile, today } from './stage.ts';
import { chooseInstitution, fileNumber, goTo, press, read, type Walk } from './walk.ts';

// 05 多点执业备案: from 点击进入 to the filing in the register, and the institution that cannot be filed.

const stage = stageOfFile();
let person: Walk;
let number = '';

beforeAll(async () => {
  person = await stage().enterAsPerson('zhangjinghe');
});

const day = (years: number) => today.add({ years }).toString();

describe('多执业机构备案', () => {
  test('05.1–05.3 不能备案在主要执业机构,也不能结束早于开始;错误都在各自的位置', async () => {
    const { page } = person;
    await enterKind(person, '中医(专长)医师多执业机构备案');
    await chooseInstitution(person, lushan);
    await page.getByLabel('有效期开始时间').fill(day(1));
    await page.getByLabel('有效期结束时间').fill(day(0));
    await press(page, '确认,下一步');
    const refused = await read(page);
    expect(refused).toContain('这是您的主要执业机构,不用备案');
    expect(refused).toContain('有效期结束时间不能早于开始时间');
    const atField = page.locator('.field', { has: page.getByLabel('有效期结束时间') });
    expect(await atField.innerText()).toContain('不能早于');
    expect(await page.getByLabel('有效期开始时间').inputValue()).toBe(day(1));
  });

  test('05.3–05.5 选择机构和有效期,业务打印表单,提交此业务', async () => {
    const { page } = person;
    await chooseInstitution(person, juzizhou);
    await page.getByLabel('有效期开始时间').fill(day(0));
    await page.getByLabel('有效期结束时间').fill(day(1));
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('业务打印表单');
    await press(page, '确认,下一步');
    const check = await read(page);
    expect(check).toContain(`可以在${juzizhou}执业,到期自动终止`);
    expect(check).toContain('主要执业机构和执业证书编码不变');
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^DD-/);
  });

  test('05.6–05.7 备案的机构审核,主管部门审批,主要执业机构收到通知', async () => {
    const reviewed = await stage().passAtInstitution({ organisation: juzizhou, number });
    expect(reviewed).toContain(day(1));
    await stage().grant(number);
    const { page } = person;
    await goTo(page, '消息');
    expect(await read(page)).toContain('准予备案');
    expect(await stage().noticesOf(lushan)).toContain('贵机构仍是其主要执业机构');
  });

  test('备案以后:同一机构同一时间不能再备一次', async () => {
    const { page } = person;
    await enterKind(person, '中医(专长)医师多执业机构备案');
    await chooseInstitution(person, juzizhou);
    await page.getByLabel('有效期开始时间').fill(day(0));
    await page.getByLabel('有效期结束时间').fill(day(1));
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('有效期不能重叠');
  });
});
