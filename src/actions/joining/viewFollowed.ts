import { findFollowed, type JoiningState as State } from '../../store/joiningRequests.ts';
import type { Services } from '../services.ts';
import { readJoiningState } from './joiningState.ts';

export interface FollowedView {
  readonly receipt: string;
  readonly name: string;
  readonly number: string;
  readonly authority: string;
  readonly state: State;
  readonly createdAt: string;
  readonly askedWords: string | null;
  readonly supplementedAt: string | null;
  readonly decisionWords: string | null;
  readonly decidedAt: string | null;
}

/** The request this visitor has opened by its receipt and phone; undefined when none, or too long ago. */
export async function viewFollowed(
  services: Services,
  sessionData: Readonly<Record<string, unknown>>,
): Promise<FollowedView | undefined> {
  const { following, opened } = readJoiningState(sessionData, services.clock.now());
  if (following === undefined || !opened) return undefined;
  const row = await services.database.row(findFollowed, following.id);
  if (row === undefined) return undefined;
  const { receipt, name, number, authorityName: authority, state, createdAt } = row;
  const { askedWords, supplementedAt, decisionWords, decidedAt } = row;
  return {
    ...{ receipt, name, number, authority, state, createdAt },
    ...{ askedWords, supplementedAt, decisionWords, decidedAt },
  };
}
