import { describe, expect, test } from 'vitest';
import { lushan, stageOfFile } from './stage.ts';
import { follow, goTo, press, read } from './walk.ts';

// 11 申领电子证: one press and it is shown; what is missing is told with the way to cure it. Shared, opened, stopped.

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
  ])('11.1–11.2 申领|亮照,直接亮照成功,再按也成功;分享、打开、停止($script)', async ({ javaScriptEnabled, login }) => {
    const { page } = await stage().enterAsPerson(login, javaScriptEnabled);
    await goTo(page, '电子证照');
    expect(await read(page)).not.toContain('查验码');
    for (let time = 0; time < 2; time += 1) {
      const shown = page.waitForURL(/\/show\?said=claimed/);
      await page.getByRole('button', { name: '申领|亮照' }).click();
      await shown;
      const live = await read(page);
      for (const words of ['亮照成功', '请把屏幕调亮', lushan]) expect(live).toContain(words);
      expect(await page.getByRole('img', { name: /亮照码/ }).isVisible()).toBe(true);
      await follow(page, '返回电子证照');
      const face = await read(page);
      expect(face).toContain('查验码');
      expect(face).toContain(lushan);
    }
    await follow(page, /^分享链接/);
    await page.getByLabel('备注').fill('某医院人事科');
    await press(page, '生成链接');
    await page.getByRole('heading', { level: 1, name: '某医院人事科' }).waitFor();
    const link = await page.getByLabel('复制后发给对方').inputValue();

    const context = await page.context().browser()?.newContext({ javaScriptEnabled, locale: 'zh-CN' });
    const other = await context?.newPage();
    if (context === undefined || other === undefined) throw new Error('no other browser');
    await other.goto(link);
    expect(await read(other)).not.toContain(lushan);
    await press(other, '查看');
    await other.getByRole('heading', { name: '有效' }).waitFor();
    expect(await read(other)).toContain(lushan);
    expect(await read(other)).toContain('注册日期');

    await page.reload();
    expect(await read(page)).toContain('打开过1次');
    await page.getByLabel(/我确认停止/).check();
    await press(page, '停止分享');
    await page.getByText('已停止分享,链接不能再打开').waitFor();
    await other.reload();
    expect(await read(other)).toContain('已停止分享');
    expect(await read(other)).not.toContain(lushan);
    await context.close();

    await goTo(page, '首页');
    expect((await read(page)).match(/申领电子证照 DZ-/g)).toHaveLength(1);
    await page.context().close();
  });
});
