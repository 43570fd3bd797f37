import { describe, expect, test } from 'vitest';
import { enterEntry, lushan, stageOfFile } from './stage.ts';
import { fileNumber, follow, goTo, press, read, uploadPhoto } from './walk.ts';

// 10 信息维护: the institution alone decides, and what it approves is in force.

const stage = stageOfFile();

describe('信息维护', () => {
  test('未注册医疗机构的医师不可更新个人信息,指到执业注册', async () => {
    const { page } = await stage().enterAsPerson('lishizhong');
    await goTo(page, '信息维护');
    const told = await read(page);
    expect(told).toContain('*未注册医疗机构的医师不可更新个人信息');
    expect(told).toContain('您还没有注册到医疗机构,请先办理执业注册');
    expect(await page.getByRole('link', { name: '更新个人信息' }).count()).toBe(0);
    await follow(page, '办理执业注册');
    expect(await read(page)).toContain('中医(专长)医师注册');
    await page.context().close();
  });

  test('10.1–10.3 更新个人信息、点击进入、上传照片,机构审核通过后生效', async () => {
    const { page } = await stage().enterAsPerson('zhangjinghe');
    await goTo(page, '信息维护');
    const before = await page.locator('img.photo').first().getAttribute('src');
    await follow(page, '更新个人信息');
    await enterEntry(page);
    await uploadPhoto({ page, program: stage().program });
    await page.getByLabel('联系电话').fill('12');
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('联系电话请填写手机号或带区号的座机号');
    await page.getByLabel('联系电话').fill('0731-88886666');
    await page.getByLabel('通讯地址').fill('长沙市岳麓区桔园路8号');
    await press(page, '确认,下一步');
    expect(await read(page)).toContain('新的照片和联系方式在机构审核通过后生效');
    await press(page, '提交此业务');
    expect(await read(page)).toContain('机构审核通过后立即生效');
    expect(await read(page)).not.toContain('卫生健康行政部门审批');
    const number = await fileNumber(page);
    expect(number).toMatch(/^XX-/);

    expect(await stage().passAtInstitution({ organisation: lushan, number })).toContain('长沙市岳麓区桔园路8号');
    await goTo(page, '信息维护');
    const after = await read(page);
    expect(after).toContain('0731-88886666');
    expect(after).toContain('长沙市岳麓区桔园路8号');
    expect(before).not.toBeNull();
    await goTo(page, '消息');
    expect(await read(page)).toContain('现在生效');
  });
});
