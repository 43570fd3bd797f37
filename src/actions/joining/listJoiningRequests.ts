import type { AuthorityActor } from '../../domain/access/actor.ts';
import { listJoiningRows, type JoiningState as State } from '../../store/joiningRequests.ts';
import type { Services } from '../services.ts';

export interface JoiningLine {
  readonly id: string;
  readonly receipt: string;
  readonly name: string;
  readonly number: string;
  readonly region: string;
  readonly authority: string;
  readonly state: State;
  readonly createdAt: string;
}

/** 机构入驻 of this authority and of those below it. Institutions only: who asks for them stands in the file. */
export async function listJoiningRequests(services: Services, actor: AuthorityActor): Promise<readonly JoiningLine[]> {
  const rows = await services.database.rows(listJoiningRows, actor.path);
  return rows.map(({ id, receipt, name, number, region, authorityName, state, createdAt }) => ({
    ...{ id, receipt, name, number, region },
    ...{ authority: authorityName, state, createdAt },
  }));
}
