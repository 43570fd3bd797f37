import type { PersonActor } from '../../domain/access/actor.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { prefilled } from '../../domain/procedure/draft.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { type Draft, findApplication } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { scopeFor } from '../../store/scope.ts';

/** What a new draft begins with: what is known already and, for 重新申请, the answers of the one that was closed. */
export async function firstDraft(
  tx: Queryable,
  actor: PersonActor,
  definition: Definition,
  facts: Facts,
  copyOf: string | null,
): Promise<Draft> {
  const from = copyOf === null ? undefined : await findApplication(tx, scopeFor(actor), copyOf);
  const copied = from !== undefined && from.kind === definition.kind && isOver(from.state) ? from : undefined;
  return {
    answers: { ...prefilled(definition, facts), ...copied?.answers },
    institutionId: reviewedBy(definition, facts) ?? copied?.institutionId ?? null,
    photoId: copied?.photoId ?? photoOf(definition, facts),
  };
}

/** The institution that reviews what does not ask for one: where the entry or the filing stands. */
function reviewedBy({ route }: Definition, { entry, site }: Facts): string | null {
  switch (route.institution) {
    case 'asked':
    case 'none':
      return null;
    case 'main':
      return entry?.mainInstitutionId ?? null;
    case 'site':
      return site?.institutionId ?? null;
    default:
      return unknownInstitution(route.institution);
  }
}

function unknownInstitution(institution: never): never {
  throw new Error(`unknown institution of a route ${String(institution)}`);
}

/** A photo that is approved already may stay while other things change. */
function photoOf({ form, route }: Definition, { entry }: Facts): string | null {
  return form.photo && route.from === 'entry' ? (entry?.photoId ?? null) : null;
}
