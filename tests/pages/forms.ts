import type { BrowserContextOptions, Page } from 'playwright-core';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import type { ActorName } from '../access/actors.ts';
import { insertJoiningRequest, openFollowing, openJoining } from '../factories/joining.ts';
import { typeDraft } from '../setup/sealedValues.ts';
import { type Browsing, visitorCookies } from './browsing.ts';

/** A form sent without anything in it: the page that comes back. */
export interface ReturnedForm {
  readonly name: string;
  readonly path: string;
  open(options?: BrowserContextOptions): Promise<Page>;
}

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly as: ActorName;
  /** The button that sends it. */
  readonly button: string;
  readonly owner?: PersonActor;
  readonly visitor?: string;
}

/** The forms of every end on which something can be forgotten. */
export async function forms(browsing: Browsing): Promise<readonly ReturnedForm[]> {
  const { world } = browsing;
  const draft = await world.file('draft');
  await typeDraft(world.services.database, draft.id, { answers: {}, institutionId: null, photoId: null });
  const of = { as: 'owner', owner: draft.person } as const;
  const base = `/person/applications/${draft.id}`;
  const waiting = await world.file('atInstitution');
  const accepted = await world.file('accepted');
  const submitting = await world.file('draft');
  await typeDraft(world.services.database, submitting.id, { photoId: null });
  const asked: readonly Asked[] = [
    { name: 'register', path: '/person/register', as: 'nobody', button: '确定,继续' },
    {
      name: 'account',
      path: '/person/register/account',
      as: 'visitor',
      visitor: await world.registration(),
      button: '确定',
    },
    { name: 'sign-in', path: '/person/sign-in', as: 'nobody', button: '登录' },
    { name: 'institution sign-in', path: '/institution/sign-in', as: 'nobody', button: '登录' },
    { name: 'authority sign-in', path: '/authority/sign-in', as: 'nobody', button: '登录' },
    { name: 'verify-phone', path: '/person/verify-phone', as: 'newcomer', button: '确定' },
    { name: 'activate', path: '/person/activate', as: 'claimant', button: '激活' },
    { name: 'correction', path: '/person/correction', as: 'stranger', button: '提交申请' },
    { name: 'change of phone', path: '/person/security/phone', as: 'stranger', button: '确定继续' },
    { name: 'email', path: '/person/security/email', as: 'stranger', button: '发送验证邮件' },
    { name: 'password', path: '/person/security/password', as: 'stranger', button: '确认' },
    { name: 'edit', path: `${base}/edit`, ...of, button: '确认,下一步' },
    { name: 'form', path: `${base}/form`, ...of, button: '确认,下一步' },
    {
      name: 'check',
      path: `/person/applications/${submitting.id}/check`,
      as: 'owner',
      owner: submitting.person,
      button: '提交此业务',
    },
    { name: 'missing institution', path: `${base}/missing-institution`, ...of, button: '报告给主管部门' },
    { name: 'review', path: `/institution/applications/${waiting.id}`, as: 'clerk', button: '通过' },
    { name: 'decide', path: `/authority/applications/${accepted.id}`, as: 'decider', button: '准予' },
    { name: 'staff', path: '/institution/staff', as: 'head', button: '邀请' },
    { name: 'ID number of staff', path: '/institution/account/id-number', as: 'head', button: '确定' },
    { name: 'imports', path: '/authority/imports', as: 'administrator', button: '预检' },
    { name: 'calendar', path: '/authority/calendar', as: 'administrator', button: '预览' },
    {
      name: 'answer to a correction',
      path: `/authority/corrections/${await world.correction()}`,
      as: 'provinceDecider',
      button: '答复',
    },
    {
      name: 'order',
      path: `/authority/orders/${(await world.order()).id}`,
      as: 'decider',
      button: '确认',
    },
    {
      name: 'duty',
      path: `/institution/physicians/${world.files.approved.entryId}`,
      as: 'clerk',
      button: '登记',
    },
    { name: 'join', path: '/institution/join', as: 'nobody', button: '确认,下一步' },
    {
      name: 'join phone',
      path: '/institution/join/phone',
      as: 'visitor',
      visitor: await openJoining(world.services, 'typed'),
      button: '确认,下一步',
    },
    {
      name: 'join licence',
      path: '/institution/join/licence',
      as: 'visitor',
      visitor: await openJoining(world.services, 'proven'),
      button: '提交申请',
    },
    { name: 'join progress', path: '/institution/join/progress', as: 'nobody', button: '查询' },
    {
      name: 'join supplement',
      path: '/institution/join/progress',
      as: 'visitor',
      visitor: await openFollowing(
        world.services,
        await insertJoiningRequest(world.services, world.places.county, { state: 'supplement' }),
      ),
      button: '提交补充材料',
    },
    {
      name: 'joining',
      path: `/authority/institutions/requests/${(await insertJoiningRequest(world.services, world.places.county)).id}`,
      as: 'decider',
      button: '确定',
    },
    { name: 'lookup', path: '/lookup', as: 'nobody', button: '查询' },
    { name: 'published', path: '/published', as: 'nobody', button: '查看名单' },
    { name: 'receipt', path: '/receipts', as: 'nobody', button: '出具证明' },
    { name: 'receipt check', path: '/receipts/check', as: 'nobody', button: '核对' },
  ];
  return asked.map(({ name, path, as, button, owner, visitor }) => ({
    name,
    path,
    open: async (options = {}) => {
      const context = await browsing.as(as, owner === undefined ? { options } : { owner, options });
      if (visitor !== undefined) await context.addCookies(visitorCookies(browsing, visitor));
      const page = await context.newPage();
      await page.goto(path);
      // A form that proves a human being by work is sent when the work is done; until its answer has loaded, the page is the old one.
      const answered = page.waitForEvent('load');
      await page.getByRole('button', { name: button, exact: true }).first().click();
      await answered;
      return page;
    },
  }));
}
