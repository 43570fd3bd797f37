import type { PersonActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { type Deadline, deadlineOf } from '../../domain/procedure/deadline.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type ApplicationRow, findOwnApplications } from '../../store/applications.ts';
import type { Services } from '../services.ts';

export interface OwnApplicationLine {
  readonly row: ApplicationRow;
  readonly definition: Definition;
  readonly institutionName: string | null;
  readonly authorityName: string | null;
  /** The clock that runs now; undefined when none does. */
  readonly deadline: Deadline | undefined;
}

/** 我的业务: newest first, without drafts that were dropped. */
export async function listOwnApplications(
  services: Services,
  actor: PersonActor,
): Promise<readonly OwnApplicationLine[]> {
  const [rows, calendar] = await Promise.all([
    services.database.rows(findOwnApplications, actor.accountId),
    services.calendar(),
  ]);
  const today = chinaDate(services.clock.now());
  return rows.map(({ institutionName, authorityName, ...row }) => {
    const definition = getDefinition(row.kind);
    const deadline = deadlineOf(row, calendar, definition.route.workingDays, today);
    return { row, definition, institutionName, authorityName, deadline };
  });
}
