import type { InstitutionActor } from '../../domain/access/actor.ts';
import { catalogue, getDefinition } from '../../domain/applications/catalogue.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { states } from '../../domain/procedure/steps.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type DutyRow, findDuties } from '../../store/reportDuties.ts';
import {
  findPhysicianOfInstitution,
  findReportsOfEntry,
  findSitesElsewhere,
  findSitesHere,
  findSitesOfEntries,
  type PhysicianOfInstitution,
  type SiteLine,
} from '../../store/reports.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';

export type Duty = DutyRow;
export type Filing = SiteLine;

/** A physician of the institution with what it may report about them and has. */
export interface PhysicianView {
  readonly physician: PhysicianOfInstitution;
  readonly sites: readonly SiteLine[];
  readonly duty: DutyRow | undefined;
  /** Kinds an institution may report, in the order of the menu. */
  readonly reportable: readonly Definition[];
  readonly reports: readonly {
    readonly id: string;
    readonly title: string;
    readonly number: string;
    readonly state: string;
    readonly submittedOn: string;
  }[];
}

/** Undefined when it is nobody of theirs; the reading is written down first. */
export async function viewPhysician(
  services: Services,
  actor: InstitutionActor,
  entryId: string,
): Promise<PhysicianView | undefined> {
  const { database: db } = services;
  const { institutionId } = actor;
  const physician = isUuid(entryId) ? await db.row(findPhysicianOfInstitution, institutionId, entryId) : undefined;
  if (physician === undefined) return undefined;
  const [sites, duties, reports] = await Promise.all([
    db.rows(findSitesOfEntries, [entryId]),
    db.rows(findDuties, institutionId),
    db.rows(findReportsOfEntry, institutionId, entryId),
    recordReading(services, actor, '本机构医师', physician.physicianId, entryId),
  ]);
  return {
    physician,
    sites,
    duty: duties.find((duty) => duty.entryId === entryId),
    reportable: catalogue.filter(({ route }) => route.report !== undefined),
    reports: reports.map(({ kind, state, ...report }) => {
      const { title, route } = getDefinition(kind);
      return { ...report, title: route.report?.title ?? title, state: states[state] };
    }),
  };
}

/** 待报告, 外来 and 外出: what stands beside the list of an institution's physicians. */
export async function listBesidePhysicians(services: Services, { institutionId }: InstitutionActor) {
  const { database: db, clock } = services;
  const today = chinaDate(clock.now()).toString();
  const [duties, here, elsewhere] = await Promise.all([
    db.rows(findDuties, institutionId),
    db.rows(findSitesHere, institutionId, today),
    db.rows(findSitesElsewhere, institutionId, today),
  ]);
  return { duties, here, elsewhere, today };
}
