import type { PersonActor } from '../../domain/access/actor.ts';
import { catalogue } from '../../domain/applications/catalogue.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { refusalsToStart } from '../../domain/procedure/menu.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { findFacts } from '../../store/facts.ts';
import type { Services } from '../services.ts';
import { listOwnApplications, type OwnApplicationLine } from './listOwnApplications.ts';

export interface Business {
  readonly definition: Definition;
  /** Why it cannot be started at all; empty when it can. */
  readonly refusals: readonly Refusal[];
  /** Applications of this kind that are not over. */
  readonly underWay: readonly OwnApplicationLine[];
}

/** 业务申请: every kind, and for each whether this person may start it, or why not. */
export async function businessMenu(services: Services, actor: PersonActor): Promise<readonly Business[]> {
  const [facts, lines] = await Promise.all([factsOf(services, actor), listOwnApplications(services, actor)]);
  return catalogue.map((definition) => businessOf(services, definition, facts, lines));
}

/** How one kind stands for a person. */
export function businessOf(
  services: Services,
  definition: Definition,
  facts: Facts,
  lines: readonly OwnApplicationLine[],
): Business {
  const underWay = lines.filter(({ row }) => row.kind === definition.kind && row.decidedOn === null);
  return { definition, refusals: refusalsToStart(definition, facts, today(services)), underWay };
}

/** Everything the rules may look at, before an institution is chosen. */
export async function factsOf(services: Services, { accountId }: PersonActor): Promise<Facts> {
  const facts = await findFacts(services.database, {
    accountId,
    institutionId: null,
    applicationId: null,
    entryId: null,
    subject: null,
  });
  if (facts === undefined) throw new Error(`account ${accountId} is activated without a physician behind it`);
  return facts;
}

function today(services: Services): string {
  return chinaDate(services.clock.now()).toString();
}
