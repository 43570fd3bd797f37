import { describe, expect, test } from 'vitest';
import { goTo, lushan, read, stageOfFile } from './stage.ts';
import { follow } from './walk.ts';

// 11 申领电子证: one press and it is there; what is missing is told with the way to cure it.

const stage = stageOfFile();

describe('电子证照', () => {
  test('条件不符:备案中的医师看到原因和取消备案的入口', async () => {
    const { page } = await stage().enterAsPerson('longji');
    await goTo(page, '电子证照');
    const told = await read(page);
    expect(told).toContain('我的执业电子证照');
    expect(told).toContain('请先办理取消备案');
    expect(await page.getByRole('button', { name: '申领|亮照' }).count()).toBe(0);
    await follow(page, '办理取消备案');
    expect(await read(page)).toContain('中医(专长)医师取消备案');
    await page.context().close();
  });

  test('还没有注册的医师看到要先办理执业注册', async () => {
    const { page } = await stage().enterAsPerson('lishizhong');
    await goTo(page, '电子证照');
    expect(await read(page)).toContain('您还没有注册到医疗机构');
    await page.context().close();
  });

  test.each([
    { script: '有脚本', javaScriptEnabled: true, login: 'zhangjinghe' },
    { script: '没有脚本', javaScriptEnabled: false, login: 'xieyunling' },
  ])('11.1–11.2 申领|亮照,直接亮照成功,再按也成功($script)', async ({ javaScriptEnabled, login }) => {
    const { page } = await stage().enterAsPerson(login, javaScriptEnabled);
    await goTo(page, '电子证照');
    expect(await read(page)).not.toContain('查验码');
    for (let press = 0; press < 2; press += 1) {
      const shown = page.waitForEvent('load');
      await page.getByRole('button', { name: '申领|亮照' }).click();
      await shown;
      const face = await read(page);
      expect(face).toContain('查验码');
      expect(face).toContain(lushan);
    }
    await goTo(page, '首页');
    expect((await read(page)).match(/申领电子证照 DZ-/g)).toHaveLength(1);
    await page.context().close();
  });
});
