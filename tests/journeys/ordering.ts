import type { Locator } from 'playwright-core';
import type { Stage } from './stage.ts';
import { follow, goTo, press } from './walk.ts';

// 依职权处理 through the pages of the authority: one 审批人 proposes, another confirms.

type Holder = { readonly name: string; readonly licenceNo: string };

/** 暂停执业 for three months from today, the least there is (医师法42): it begins when it is confirmed. */
export async function proposeSuspension(stage: Stage, of: Holder): Promise<void> {
  const today = todayOf(stage);
  await propose(stage, of, '暂停执业', async (form) => {
    await form.getByLabel('文号').fill('岳卫医罚〔2026〕12号');
    await form.getByLabel('法律依据').selectOption({ index: 1 });
    await form.getByLabel('暂停开始日期').fill(today.toString());
    await form.getByLabel('暂停至').fill(today.add({ months: 3 }).subtract({ days: 1 }).toString());
    await form.getByLabel('事实和理由').fill('定期考核不合格');
  });
}

/** 提前恢复执业 from today: what ordered the suspension was set aside. */
export async function proposeResumption(stage: Stage, of: Holder): Promise<void> {
  await propose(stage, of, '提前恢复执业', async (form) => {
    await form.getByLabel('文号').fill('岳卫医复〔2026〕3号');
    await form.getByLabel('法律依据').selectOption('《行政复议法》第六十四条');
    await form.getByLabel('恢复执业日期').fill(todayOf(stage).toString());
    await form.getByLabel('事实和理由').fill('行政复议决定撤销原处理决定');
  });
}

function todayOf(stage: Stage): Temporal.PlainDate {
  return stage.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
}

async function propose(stage: Stage, of: Holder, kind: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const { page } = await stage.enterAsDecider('first');
  await goTo(page, '注册查询');
  await page.getByLabel('执业证书编码').fill(of.licenceNo);
  await press(page, '查询');
  await follow(page, of.name);
  await page.getByRole('heading', { level: 1, name: of.name }).waitFor();
  // Each kind of order has a form of its own; only the opened one is seen.
  await page.locator('summary', { hasText: kind }).click();
  await fill(page.locator('form', { hasText: `提出${kind}` }));
  await press(page, `提出${kind}`);
  await page.getByText('已提出,等待另一名审批人确认').waitFor();
  await page.context().close();
}

/** 处理决定 → the one about somebody that waits, which stands above those that are done → 【确认】. */
export async function confirmOrder(stage: Stage, name: string, kind: string): Promise<void> {
  const seat = await stage.enterAsDecider('second');
  const { page } = seat;
  await goTo(page, '处理决定');
  await page
    .getByRole('row', { name })
    .getByRole('link', { name: new RegExp(`^${kind}`) })
    .first()
    .click();
  await page.getByLabel(/已核对文书、事实和法律依据/).check();
  await stage.decide(seat, '确认');
  await page.getByText('已确认。').waitFor();
  await page.context().close();
}
