import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { proveOldPhone } from '../../src/actions/account/proveOldPhone.ts';
import { sendOldPhoneCode } from '../../src/actions/account/sendOldPhoneCode.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import type { ActorName } from '../access/actors.ts';
import { atTheDoor, endOf } from '../access/ask.ts';
import { tried } from '../access/entries.ts';
import { openWorld, type World } from '../access/world.ts';
import { must } from '../factories/life.ts';
import {
  insertAuthorityStaff,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
  newPhone,
} from '../factories/people.ts';
import { launchBrowser } from '../setup/browser.ts';
import { lastCode } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { giveSecondFactor } from '../staff/entering.ts';

/** The world of the access tests behind a port, and one browser. */
export interface Browsing {
  readonly world: World;
  readonly browser: Browser;
  readonly base: string;
  /** A browser window with the session of somebody. */
  as(name: ActorName, given?: { owner?: PersonActor; options?: BrowserContextOptions }): Promise<BrowserContext>;
  close(): Promise<void>;
}

export const phone = { width: 390, height: 844 } as const;

export async function openBrowsing(): Promise<Browsing> {
  const world = await openWorld();
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  const base = `http://localhost:${port}`;
  const browser = await launchBrowser();
  return {
    world,
    browser,
    base,
    as: async (name, { owner = world.files.approved.person, options = {} } = {}) => {
      const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', baseURL: base, ...options });
      context.setDefaultTimeout(30_000);
      const token = await world.token(name, owner);
      if (token !== null) await context.addCookies(cookiesOf(world, base, name, token));
      return context;
    },
    close: async () => {
      await browser.close();
      await world.close();
    },
  };
}

function cookiesOf(world: World, base: string, name: ActorName, token: string) {
  const known = name === 'nobody' || name === 'visitor' || name === 'owner' ? 'person' : world.actors[name].end;
  return [{ name: `xinglin-${known}`, value: token, url: base }];
}

/** A page of the program, and somebody who sees it with its fullest content. */
export interface Sight {
  readonly name: string;
  readonly path: string;
  readonly as: ActorName;
  readonly owner: PersonActor | undefined;
  readonly visitor: string | undefined;
  readonly title: string;
  readonly html: string;
}

/** Pages that a route answers as HTML to somebody let in: each of its cases once. */
export async function sights(world: World): Promise<readonly Sight[]> {
  const found: Sight[] = [];
  for (const { name, route, entry } of tried) {
    if (route.method !== 'GET') continue;
    for (const wanted of await entry(world)) {
      const asking = { world, route, wanted };
      const all = (Object.keys(wanted.answers) as ActorName[]).filter((each) => wanted.answers[each] === 200);
      const as = all.find((each) => atTheDoor(asking, each) === undefined && sitsThere(world, route.path, each));
      if (as === undefined) continue;
      const token = wanted.visitor ?? (await world.token(as, wanted.owner ?? world.files.approved.person));
      const answer = await world.app.inject({
        method: 'GET',
        url: wanted.path,
        cookies: token === null ? {} : { [`xinglin-${endOf(route) ?? 'none'}`]: token },
      });
      if (!String(answer.headers['content-type']).startsWith('text/html')) continue;
      const title = titleOf(answer.body);
      const { path, owner, visitor } = wanted;
      found.push({ name, path, as, owner, visitor, title, html: answer.body });
    }
  }
  return [...found, await newPhonePage(world), ...(await secondFactorPages(world))];
}

/** The second step of 更换手机号, which nobody sees who has not proven the old number. */
async function newPhonePage({ app, services }: World): Promise<Sight> {
  const phone = newPhone();
  const owner = await insertPersonAccount(services.database, await insertPhysician(services.database), { phone });
  const visitor = await openSession(services, 'person', owner.accountId);
  must(await sendOldPhoneCode(services, owner, visitor, '203.0.113.9'));
  must(await proveOldPhone(services, owner, visitor, await lastCode(services.database, phone)));
  const path = '/person/security/phone/new';
  const { body } = await app.inject({ method: 'GET', url: path, cookies: { 'xinglin-person': visitor } });
  return { name: `GET ${path}`, path, as: 'owner', owner, visitor, title: titleOf(body), html: body };
}

/** What only staff who have a second factor see: the question for its code, and the change to another one. */
async function secondFactorPages({ app, services, places }: World): Promise<Sight[]> {
  const found: Sight[] = [];
  const { database } = services;
  const clerk = await insertInstitutionStaff(database, places.institution, 'clerk', { loginName: 'factor-clerk' });
  const officer = await insertAuthorityStaff(database, places.county, 'officer', { loginName: 'factor-officer' });
  for (const [actor, loginName] of [[clerk, 'factor-clerk'] as const, [officer, 'factor-officer'] as const]) {
    await giveSecondFactor({ app, services }, loginName);
    const { end, accountId } = actor;
    const tokens = {
      [`/${end}/second-factor`]: await openSession(services, end, accountId),
      [`/${end}/account/second-factor`]: await openProvenSession(services, actor),
    };
    for (const [path, visitor] of Object.entries(tokens)) {
      const { body } = await app.inject({ method: 'GET', url: path, cookies: { [`xinglin-${end}`]: visitor } });
      const sight = { name: `GET ${path}`, path, as: 'nobody', owner: undefined, visitor } as const;
      found.push({ ...sight, title: titleOf(body), html: body });
    }
  }
  return found;
}

const titleOf = (page: string) => /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? '';

/** Visitors' pages are looked at by visitors, not by whoever happens to be signed in. */
function sitsThere(world: World, path: string, name: ActorName): boolean {
  if (name === 'nobody' || name === 'visitor' || name === 'owner') return true;
  return path.startsWith(`/${world.actors[name].end}`);
}

/** A visitor's session lies in the cookie of the end they visit. */
export function visitorCookies({ base }: Pick<Browsing, 'base'>, token: string) {
  return ['person', 'institution', 'authority'].map((end) => ({ name: `xinglin-${end}`, value: token, url: base }));
}

/** Opens windows once per person and hands them the page. */
export function windows(browsing: Browsing, options: BrowserContextOptions = {}) {
  const open = new Map<string, Promise<Page>>();
  return {
    to: async ({ as, owner, visitor }: Pick<Sight, 'as' | 'owner' | 'visitor'>): Promise<Page> => {
      const key = `${as} ${owner?.accountId ?? ''} ${visitor ?? ''}`;
      const known = open.get(key);
      if (known !== undefined) return known;
      const made = (async () => {
        const context = await browsing.as(as, owner === undefined ? { options } : { owner, options });
        if (visitor !== undefined) await context.addCookies(visitorCookies(browsing, visitor));
        return context.newPage();
      })();
      open.set(key, made);
      return made;
    },
    close: async () => {
      for (const page of open.values()) await (await page).context().close();
    },
  };
}
