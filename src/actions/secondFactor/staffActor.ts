import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';

/** Somebody of an institution or an authority. */
export type StaffActor = InstitutionActor | AuthorityActor;
