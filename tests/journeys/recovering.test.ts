import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { listOutbox } from '../../src/outside/outboxFolder.ts';
import type { ActorName } from '../access/actors.ts';
import { newPhone } from '../factories/people.ts';
import { codeSentTo, linkIn } from '../factories/recovery.ts';
import { type Browsing, openBrowsing } from '../pages/browsing.ts';
import { follow, goTo, press, read } from './walk.ts';

let browsing: Browsing;
let now: string;
beforeAll(async () => {
  browsing = await openBrowsing();
  now = browsing.world.services.clock.now().toString();
});
afterAll(() => browsing.close());

/** Somebody at a browser that runs no script. */
async function sit(name: ActorName, owner?: PersonActor): Promise<Page> {
  const options = { javaScriptEnabled: false };
  const context: BrowserContext = await browsing.as(name, owner === undefined ? { options } : { owner, options });
  return context.newPage();
}

/** Name, ID number and certificate number of whoever owns a file. */
async function ownerOf(state: 'approved' | 'accepted') {
  const file = await browsing.world.file(state);
  const [name = '', idNumber = '', certificateNo = '', oldPhone = ''] = file.secrets;
  return { person: file.person, name, idNumber, certificateNo, oldPhone };
}

async function startAt(page: Page, who: { name: string; idNumber: string }, phone: string): Promise<void> {
  await page.goto('/institution');
  await goTo(page, '找回账号');
  await page.getByLabel('姓名').fill(who.name);
  await page.getByLabel('证件号码').fill(who.idNumber);
  await page.getByLabel('本人的新手机号').fill(phone);
  await press(page, '查找并发送验证码');
  await page.getByLabel('验证码').fill(await codeSentTo(browsing.world, phone));
  await page.getByLabel('办理原因').fill('手机丢失');
  await page.getByLabel('已当面核对身份证原件').check();
  await press(page, '发起');
}

async function confirmAt(page: Page, name: string): Promise<void> {
  await page.goto('/institution/recoveries');
  await follow(page, name);
  await page.getByLabel('本人已当面核对过').check();
  await press(page, '确认');
}

describe('找回账号,没有脚本', () => {
  test('机构两人、72小时、新手机号的链接、新密码、登录', async () => {
    const owner = await ownerOf('approved');
    const phone = newPhone();
    const clerk = await sit('clerk');
    await startAt(clerk, owner, phone);
    expect(await read(clerk)).toContain('待复核');
    expect(await read(clerk)).toContain('发起人不能确认');
    const head = await sit('head');
    await confirmAt(head, owner.name);
    expect(await read(head)).toContain('等待期(72小时)');
    const owns = await sit('owner', owner.person);
    await owns.goto('/person');
    await follow(owns, '查看或取消');
    expect(await read(owns)).toContain('取消找回');

    const { world } = browsing;
    world.setNow(Temporal.Instant.from(now).add({ hours: 72 }).toString());
    await runTimeRound(world.services);
    const visitor = await sit('nobody');
    await visitor.goto(await linkIn(browsing.world, phone, '/recover/password'));
    await visitor.getByLabel('新密码').fill('Aijiu20260');
    await visitor.getByLabel('确认密码').fill('Aijiu20260');
    await press(visitor, '确定');
    expect(await read(visitor)).toContain('密码已重设');
    const loginName = String(
      await world.value('SELECT login_name AS value FROM account WHERE id = $1', owner.person.accountId),
    );
    await visitor.getByLabel('登录名').fill(loginName);
    await visitor.getByLabel('登录密码').fill('Aijiu20260');
    await press(visitor, '登录');
    expect(new URL(visitor.url()).pathname).toBe('/person');
    world.setNow(now);
  });

  test('原手机号的链接取消', async () => {
    const owner = await ownerOf('approved');
    await startAt(await sit('clerk'), owner, newPhone());
    await confirmAt(await sit('head'), owner.name);
    const visitor = await sit('nobody');
    await visitor.goto(await linkIn(browsing.world, owner.oldPhone, '/recover/cancel'));
    await press(visitor, '取消找回');
    expect(await read(visitor)).toContain('本人已取消');
  });

  test('恢复码:安全设置里生成,忘记密码里使用', async () => {
    const owner = await ownerOf('approved');
    const page = await sit('owner', owner.person);
    await page.goto('/person/security');
    await follow(page, '恢复码');
    expect(await read(page)).toContain('一次生成10个');
    const visitor = await sit('nobody');
    await visitor.goto('/person/sign-in');
    await follow(visitor, '忘记密码');
    await visitor.getByLabel('登录名或身份证号').fill(owner.idNumber);
    await visitor.getByLabel('恢复码').fill('0000-0000-0000-0000');
    await visitor.getByLabel('新密码').fill('Aijiu20260');
    await visitor.getByLabel('确认密码').fill('Aijiu20260');
    await press(visitor, '重设密码');
    expect(await read(visitor)).toContain('登录名(身份证号)或恢复码不正确');
  });
});

describe('身份异议,没有脚本', () => {
  test('三步提出,本人看到冻结并说明,两名人员处理,解除冻结', async () => {
    const owner = await ownerOf('accepted');
    const { world } = browsing;
    const claimant = await sit('nobody');
    const phone = newPhone();
    await claimant.goto('/dispute');
    const captchaId = await claimant.locator('input[name="captchaId"]').inputValue();
    await claimant.getByLabel('您的姓名').fill(owner.name);
    await claimant.getByLabel('身份证号').fill(owner.idNumber);
    await claimant.getByLabel('资格证书编码').fill(owner.certificateNo);
    await claimant.getByLabel('联系手机号').fill(phone);
    const drawn = await listOutbox(world.services.outboxDir ?? '', 200);
    await claimant.locator('input[name="captcha"]').fill(drawn.find(({ to }) => to === captchaId)?.code ?? '');
    await press(claimant, '下一步');
    await claimant.getByLabel('验证码').fill(await codeSentTo(browsing.world, phone));
    await press(claimant, '下一步');
    await claimant.getByLabel('情况说明').fill('我的证书被别人激活了');
    await claimant.getByLabel('证明材料照片1').setInputFiles('data/demo/photo.jpg');
    await claimant.getByLabel('证明材料照片2').setInputFiles('data/demo/photo.jpg');
    await press(claimant, '提出异议');
    expect(await read(claimant)).toContain('已收到');

    const owns = await sit('owner', owner.person);
    await owns.goto('/person');
    await follow(owns, '查看异议并答复');
    await owns.getByLabel('情况说明').fill('是我本人激活的');
    await press(owns, '提交');
    expect(await read(owns)).toContain('已提交');

    const decider = await sit('provinceDecider');
    await decider.goto('/authority');
    await goTo(decider, '身份异议');
    await follow(decider, owner.name);
    expect(await read(decider)).toContain('是我本人激活的');
    await decider.getByLabel('归现账号').check();
    await decider.getByLabel('处理理由').fill('原件核对一致');
    await press(decider, '提出');
    expect(await read(decider)).toContain('提出处理意见的人不能确认');
    expect(
      await world.value('SELECT frozen_by IS NOT NULL AS value FROM account WHERE id = $1', owner.person.accountId),
    ).toBe(true);
  });
});
