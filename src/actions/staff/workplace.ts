import type { StaffActor } from '../secondFactor/staffActor.ts';

/** Where somebody is to work, and who takes them in: an administrator, or (null) whoever runs the program. */
export interface Workplace {
  readonly end: 'institution' | 'authority';
  readonly organisationId: string;
  readonly organisation: string;
  readonly addedBy: { readonly accountId: string; readonly name: string } | null;
}

export function workplaceOf(actor: StaffActor): Workplace {
  const organisationId = actor.end === 'institution' ? actor.institutionId : actor.authorityId;
  return { end: actor.end, organisationId, organisation: actor.organisation, addedBy: actor };
}

/** The institution or the authority, as the tables have them side by side. */
export function placeOf({ end, organisationId }: Workplace): readonly [string | null, string | null] {
  return end === 'institution' ? [organisationId, null] : [null, organisationId];
}
