import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { nextCode } from '../setup/authenticator.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type DemoAccount, type RunningProgram, startProgram } from '../setup/program.ts';
import { enterBusiness, follow, goTo, heading, newWalk, press, read, signIn, turn, type Walk } from './walk.ts';

/** Clinics of the demonstration, and the authority that both belong to. */
export const lushan = '岳麓区麓山中医门诊部';
export const juzizhou = '岳麓区桔子洲社区卫生服务中心';
const county = '岳麓';

/** The day of a journey, from nine in the morning: a journey that began late would otherwise see midnight. */
export const today = Temporal.Now.plainDateISO('Asia/Shanghai');
export const nine = (day: Temporal.PlainDate) => `${day}T09:00:00+08:00`;

type Wanted = (account: DemoAccount) => boolean;
const clerkOf =
  (organisation: string): Wanted =>
  (account) =>
    account.role === '经办人' && account.organisation === organisation;

const isDeciderOfCounty: Wanted = ({ role, organisation }) => role === '审批人' && organisation.includes(county);

/** The card of a kind in 业务申请, read without entering. */
export async function businessCard({ page }: Walk, menuWord: string): Promise<string> {
  await goTo(page, '业务申请');
  const title = page.getByRole('heading', { level: 3, name: menuWord });
  return page.locator('.business', { has: title }).first().innerText();
}

/** 【点击进入】 in 业务申请 and again at the 执业信息. */
export async function enterKind(walk: Walk, menuWord: string): Promise<void> {
  await enterBusiness(walk, menuWord);
  await enterEntry(walk.page);
}

export async function enterEntry(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: '点击进入' }).first();
  await turn(page, () => button.click());
}

async function openFile(page: Page, queue: string, number: string): Promise<void> {
  await goTo(page, queue);
  await follow(page, new RegExp(number));
}

interface Reviewed {
  readonly organisation: string;
  readonly number: string;
  readonly javaScriptEnabled?: boolean;
}

/** Somebody of the demonstration at their browser. */
export interface Seat extends Walk {
  readonly account: DemoAccount;
}

/** The demonstration with a browser before it: everybody of a journey sits at a browser of their own. */
export class Stage {
  program: RunningProgram;
  readonly #browser: Browser;
  readonly #accounts: readonly DemoAccount[];
  /** Cookies of staff who have signed in, by login: they stay signed in, as people do over a day. */
  readonly #signedIn = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();
  /** By how much the clock of the program is ahead of the real one. */
  #ahead: Temporal.Duration;

  private constructor(
    program: RunningProgram,
    browser: Browser,
    accounts: readonly DemoAccount[],
    ahead: Temporal.Duration,
  ) {
    this.program = program;
    this.#browser = browser;
    this.#accounts = accounts;
    this.#ahead = ahead;
  }

  static async open({ env, ...options }: Parameters<typeof startProgram>[0] = {}): Promise<Stage> {
    const clock = { XINGLIN_NOW: nine(today), ...env };
    const ahead = Temporal.Now.instant().until(clock.XINGLIN_NOW);
    const program = await startProgram({ ...options, env: clock });
    return new Stage(program, await launchBrowser(), await program.demoAccounts(), ahead);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.program.stop();
  }

  /** The time of the program. */
  now(): Temporal.Instant {
    return Temporal.Now.instant().add(this.#ahead);
  }

  /** The program again, at its address and on its data (which must be a folder of the journey's own), with its clock moved on. */
  async later(by: Temporal.DurationLike): Promise<void> {
    this.#ahead = this.#ahead.add(by);
    const { dataDir, baseUrl } = this.program;
    await this.program.stop();
    const env = { XINGLIN_NOW: this.now().toString() };
    this.program = await startProgram({ dataDir, port: Number(new URL(baseUrl).port), env });
  }

  /** A browser of somebody who has no account. */
  async enterAsAnyone(): Promise<Page> {
    const context = await this.#browser.newContext({ locale: 'zh-CN', baseURL: this.program.baseUrl });
    return (await newWalk(this.program, context)).page;
  }

  enterAsPerson(login: string, javaScriptEnabled = true): Promise<Walk> {
    return this.#enter('person', (account) => account.login === login, javaScriptEnabled);
  }

  /** The two 审批人 of the county: what one of them proposes, only the other can confirm. */
  enterAsDecider(which: 'first' | 'second'): Promise<Seat> {
    const deciders = this.#accounts.filter(isDeciderOfCounty);
    return this.#enter('authority', (account) => account === deciders.at(which === 'first' ? 0 : 1), true);
  }

  /** 机构审核: the clerk confirms what is asked for and passes it. Answers what the clerk read of the file. */
  async passAtInstitution({ organisation, number, javaScriptEnabled = true }: Reviewed): Promise<string> {
    const seat = await this.#enter('institution', clerkOf(organisation), javaScriptEnabled);
    const { page } = seat;
    await openFile(page, '业务审核', number);
    const file = await read(page);
    for (const box of await page.getByRole('checkbox', { name: /已当面核对|照片为本人|已聘用|本机构的诊疗科目/ }).all())
      await box.check();
    await this.decide(seat, '通过');
    await page.context().close();
    return file;
  }

  /** 主管部门: accepts the file and grants it. Answers what the officer read of it. */
  async grant(number: string, javaScriptEnabled = true): Promise<string> {
    const seat = await this.#openAsAuthority(number, javaScriptEnabled);
    const { page } = seat;
    const file = await read(page);
    await press(page, '受理');
    await page.getByLabel(/已核对申请材料/).check();
    await this.decide(seat, '准予');
    await page.context().close();
    return file;
  }

  /** 主管部门: accepts the file of a kind without a closed list of grounds and refuses it, with reasons. */
  async refuseByAuthority(number: string, reasons: string): Promise<void> {
    const seat = await this.#openAsAuthority(number, true);
    const { page } = seat;
    await press(page, '受理');
    const refusing = page.locator('details', { hasText: '不予' }).last();
    await refusing.locator('summary').click();
    await refusing.getByLabel('不予的理由').fill(reasons);
    for (const box of await refusing.getByRole('checkbox').all()) await box.check();
    await this.decide(seat, '不予');
    await page.context().close();
  }

  /** What an institution was told, newest first. */
  async noticesOf(organisation: string, javaScriptEnabled = true): Promise<string> {
    const { page } = await this.#enter('institution', clerkOf(organisation), javaScriptEnabled);
    await goTo(page, '消息');
    const told = await read(page);
    await page.context().close();
    return told;
  }

  async #openAsAuthority(number: string, javaScriptEnabled: boolean): Promise<Seat> {
    const seat = await this.#enter('authority', isDeciderOfCounty, javaScriptEnabled);
    await openFile(seat.page, '业务审批', number);
    return seat;
  }

  /** A decision; whoever signed in more than five minutes ago is asked for a code first. */
  async decide({ page, account }: Seat, name: string): Promise<void> {
    await press(page, name);
    if ((await heading(page)) !== '请再次确认身份') return;
    await page.getByLabel('动态验证码').fill(await nextCode(account.totpSecret ?? ''));
    await press(page, '确定');
    this.#signedIn.set(account.login, await page.context().cookies());
  }

  async #enter(end: string, isWanted: Wanted, javaScriptEnabled: boolean): Promise<Seat> {
    const account = this.#accounts.find((each) => each.end === end && isWanted(each));
    if (account === undefined) throw new Error(`no such demo account at the ${end} end`);
    const viewport = end === 'person' ? { width: 390, height: 844 } : { width: 1280, height: 900 };
    const context = await this.#browser.newContext({ javaScriptEnabled, locale: 'zh-CN', viewport });
    const walk = { ...(await newWalk(this.program, context)), account };
    const cookies = this.#signedIn.get(account.login);
    if (cookies !== undefined) {
      await context.addCookies(cookies);
      await walk.page.goto(`${this.program.baseUrl}/${end}`);
      // Whoever was away for too long signs in again.
      if (!walk.page.url().includes('/sign-in')) return walk;
    }
    await walk.page.goto(`${this.program.baseUrl}/${end}/sign-in`);
    await signIn(walk, account);
    if (end !== 'person') this.#signedIn.set(account.login, await context.cookies());
    return walk;
  }
}

/** The stage of one file of journeys: opened before its first test and closed after its last. */
export function stageOfFile(): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());
  return () => {
    if (stage === undefined) throw new Error('the stage is not open before the first test');
    return stage;
  };
}
