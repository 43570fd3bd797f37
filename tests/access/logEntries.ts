import { actorNames } from './actors.ts';
import { type Entries, each, page } from './entry.ts';

const everybody = each(actorNames, 200);

/** 透明日志: anybody reads it, and has a proof checked, which changes nothing. */
export const logEntries: Entries = {
  'GET /log': page('/log', everybody),
  'POST /log': () => [{ path: '/log', fields: { proof: 'no proof' }, answers: each(actorNames, 422), quiet: true }],
};
