import { statement } from './database.ts';

/** Notes that a live code was checked from a network, once for each. */
export const noteLiveCodeUse = statement<{ code: Buffer }, readonly [code: Buffer, network: Buffer, at: string]>(
  'liveCodeUse.note',
  'INSERT INTO live_code_use (code, network, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING code',
);

export const countLiveCodeUses = statement<{ networks: number }, readonly [code: Buffer]>(
  'liveCodeUse.count',
  'SELECT count(*) AS networks FROM live_code_use WHERE code = $1',
);
