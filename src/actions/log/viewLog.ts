import { type LogHead, latestCosignatures, recentHeads } from '../../store/log.ts';
import type { Services } from '../services.ts';
import { readStanding } from './readStanding.ts';

export interface LogView {
  readonly origin: string;
  readonly vkey: string;
  /** False: the log is not continued until somebody has looked into it. */
  readonly continued: boolean;
  /** The newest first. */
  readonly heads: readonly (LogHead & { readonly witnesses: number })[];
  readonly witnesses: readonly WitnessView[];
}

export interface WitnessView {
  readonly name: string;
  /** What it has signed last; null: nothing yet. */
  readonly signed: { readonly size: number; readonly at: string } | null;
}

const shownHeads = 20;

/** 透明日志 as everybody may see it. */
export async function viewLog({ database, publicLog }: Pick<Services, 'database' | 'publicLog'>): Promise<LogView> {
  const names = publicLog.witnesses.map(({ key: { name } }) => name);
  const [heads, signed] = await Promise.all([
    database.rows(recentHeads, shownHeads),
    database.rows(latestCosignatures, names),
  ]);
  const { kind } = await readStanding(database, publicLog);
  return {
    origin: publicLog.key.name,
    vkey: publicLog.key.vkey,
    continued: kind === 'even' || kind === 'behind',
    heads,
    witnesses: names.map((name) => ({
      name,
      signed: signed.find(({ witness }) => witness === name) ?? null,
    })),
  };
}
