import { openHumanCheck } from '../../src/actions/account/openHumanCheck.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { insertJoiningRequest, openFollowing, openJoining } from '../factories/joining.ts';
import { actorNames, groups } from './actors.ts';
import { type Entries, each, page } from './entry.ts';

const base = '/institution/join';
const desk = '/authority/institutions/requests';
const everybody = each(actorNames, 200);
const sentOn = each(actorNames, 303);
const wanting = each(actorNames, 422);
const insiders = [...groups.ownCounty, ...groups.superiors];
const reads = { officer: 422, administrator: 422, auditor: 422, ...each(groups.superiors, 422) };

/** 机构入驻: what was typed and asked lies in the visitor's session, and leads nobody else anywhere. */
export const joiningEntries: Entries = {
  'GET /institution/join': page(base, everybody),
  'POST /institution/join': () => [{ path: base, fields: {}, answers: wanting, quiet: true }],
  'GET /institution/join/captcha/:id.svg': async ({ services }) => {
    const visitor = await openSession(services, 'visitor', null);
    const { id } = await openHumanCheck(services, visitor, 'captcha:join');
    return [{ path: `${base}/captcha/${id}.svg`, answers: { visitor: 200 }, visitor }];
  },
  'GET /institution/join/captcha/:id.wav': async ({ services }) => {
    const visitor = await openSession(services, 'visitor', null);
    const { id } = await openHumanCheck(services, visitor, 'captcha:join');
    return [{ path: `${base}/captcha/${id}.wav`, answers: { visitor: 200 }, visitor }];
  },
  'GET /institution/join/phone': async ({ services }) => [
    {
      path: `${base}/phone`,
      answers: { ...sentOn, visitor: 200 },
      visitor: await openJoining(services, 'typed'),
    },
  ],
  'POST /institution/join/phone': () => [
    { path: `${base}/phone`, fields: { code: '123456' }, answers: sentOn, quiet: true },
  ],
  'POST /institution/join/phone/code': async ({ services }) => [
    {
      path: `${base}/phone/code`,
      fields: {},
      answers: sentOn,
      visitor: await openJoining(services, 'typed'),
      quiet: true,
    },
  ],
  'GET /institution/join/licence': async ({ services }) => [
    { path: `${base}/licence`, answers: { ...sentOn, visitor: 200 }, visitor: await openJoining(services, 'proven') },
    { path: `${base}/licence`, answers: sentOn, visitor: await openJoining(services, 'typed') },
  ],
  'POST /institution/join/licence': async ({ services }) => [
    {
      path: `${base}/licence`,
      fields: {},
      answers: { ...sentOn, visitor: 422 },
      visitor: await openJoining(services, 'proven'),
      quiet: true,
    },
  ],
  'GET /institution/join/done': async ({ services }) => [
    {
      path: `${base}/done`,
      answers: { ...sentOn, visitor: 200 },
      visitor: await openSession(services, 'visitor', null, {
        joined: { receipt: 'RZ-2026-ABCD2345', authority: '长沙市芙蓉区卫生健康局' },
      }),
    },
  ],
  'GET /institution/join/progress': async ({ services, places }) => [
    { path: `${base}/progress`, answers: everybody, sees: [] },
    {
      path: `${base}/progress`,
      answers: everybody,
      sees: [],
      visitor: await openFollowing(
        services,
        await insertJoiningRequest(services, places.county, { state: 'supplement' }),
      ),
    },
  ],
  'POST /institution/join/progress': () => [
    { path: `${base}/progress`, fields: { code: '123456' }, answers: wanting, quiet: true },
  ],
  'POST /institution/join/progress/code': () => [
    { path: `${base}/progress/code`, fields: {}, answers: wanting, quiet: true },
  ],
  'POST /institution/join/supplement': async ({ services, places }) => [
    {
      path: `${base}/supplement`,
      fields: { note: '已补充' },
      answers: sentOn,
      quiet: true,
      visitor: await openFollowing(
        services,
        await insertJoiningRequest(services, places.county, { state: 'supplement' }),
      ),
    },
  ],
  'GET /authority/institutions/requests': page(desk, each(groups.authority, 200)),
  'GET /authority/institutions/requests/:id': async ({ services, places }) => [
    {
      path: `${desk}/${(await insertJoiningRequest(services, places.county)).id}`,
      answers: each(insiders, 200),
    },
  ],
  'GET /authority/institutions/requests/:id/scan': async ({ services, places }) => [
    {
      path: `${desk}/${(await insertJoiningRequest(services, places.county)).id}/scan`,
      answers: each(groups.ownCounty, 200),
    },
  ],
  'POST /authority/institutions/requests/:id': async ({ services, places }) => [
    {
      path: `${desk}/${(await insertJoiningRequest(services, places.county)).id}`,
      fields: { outcome: 'approve' },
      answers: { ...reads, decider: 303 },
    },
    {
      path: `${desk}/${(await insertJoiningRequest(services, places.county)).id}`,
      fields: { outcome: 'ask', words: '请补交许可证' },
      answers: { ...reads, officer: 303, decider: 303 },
    },
  ],
};
