import { actorNames } from './actors.ts';
import { type Entries, each, page } from './entry.ts';

const everybody = each(actorNames, 200);

/** 透明日志: anybody reads it, and has a proof checked, which changes nothing. */
export const logEntries: Entries = {
  'GET /log': page('/log', everybody),
  'GET /log/check': page('/log/check', everybody),
  'POST /log/check': () => [
    { path: '/log/check', fields: { proof: 'no proof' }, answers: each(actorNames, 422), quiet: true },
  ],
};
