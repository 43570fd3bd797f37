import type { PersonActor } from '../../domain/access/actor.ts';
import { findStanding as findStandingRow } from '../../store/notices.ts';
import type { Services } from '../services.ts';

export interface Standing {
  /** False: 身份待核验, an institution has not seen the person yet. */
  readonly identityVerified: boolean;
  /** Notices not yet read. */
  readonly unread: number;
}

/** How a person stands, for 首页. */
export async function findStanding(services: Services, actor: PersonActor): Promise<Standing> {
  const row = await services.database.row(findStandingRow, actor.accountId);
  return row ?? { identityVerified: false, unread: 0 };
}
