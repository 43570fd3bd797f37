import type { State } from './steps.ts';

/** What the applicant typed, by field key. Values are normalised text; '' is "not answered". */
export type Answers = Readonly<Record<string, string>>;

/** Who has acted on a file, at which desk: the ground of the separation of duties. */
export interface Handling {
  readonly desk: Desk;
  readonly accountId: string;
}

/** 个人, 机构, 跨省同意, 主管部门, 法定期限 */
export type Desk = 'applicant' | 'institution' | 'consent' | 'authority' | 'clock';

/** A supplement notice and the day it was answered (null: still out). Days are YYYY-MM-DD. */
export interface Pause {
  readonly from: string;
  readonly until: string | null;
}

/** The current row of one application of any kind: the fold of its events. */
export interface Application {
  readonly id: string;
  readonly kind: string;
  /** ZC-2026-000123; null while a draft. */
  readonly number: string | null;
  readonly physicianId: string;
  readonly accountId: string;
  /** The register entry it is about; null when it asks for a new one. */
  readonly entryId: string | null;
  /** What may only be open once per physician and kind: a province, an entry, a site. */
  readonly subject: string;
  readonly provinceCode: string;
  readonly institutionId: string | null;
  readonly authorityId: string | null;
  /** The provincial TCM authority whose consent is needed; null inside the examining province. */
  readonly consentAuthorityId: string | null;
  readonly ownInstitution: boolean;
  /** Who began it: what an institution reports cannot be withdrawn by the physician. */
  readonly startedBy: 'applicant' | 'institution';
  /** Day on which the institution was told that it is late; from then on the authority sees the file. */
  readonly escalatedOn: string | null;
  /** Day the authority went on without the institution (直接办理); null where the institution passed it, or before. */
  readonly steppedInOn: string | null;
  readonly state: State;
  /** Number of events folded; guards every write. */
  readonly version: number;
  /** ISO instant. */
  readonly stateSince: string;
  readonly submittedOn: string | null;
  /** Day the institution passed it. */
  readonly passedOn: string | null;
  /** Day the file reached the authority. */
  readonly receivedOn: string | null;
  readonly acceptedOn: string | null;
  readonly decidedOn: string | null;
  readonly pauses: readonly Pause[];
  readonly nudges: number;
  readonly nudgedOn: string | null;
  readonly answers: Answers;
  readonly photoId: string | null;
  readonly handlings: readonly Handling[];
}

/** What is known of an application before its first event. */
export type Begun = Pick<
  Application,
  'id' | 'kind' | 'physicianId' | 'accountId' | 'entryId' | 'subject' | 'provinceCode' | 'startedBy'
> & { readonly createdAt: string };

/** The application as it was before its first event, from which a fold begins. */
export function blankApplication(row: Begun): Application {
  return {
    id: row.id,
    kind: row.kind,
    number: null,
    physicianId: row.physicianId,
    accountId: row.accountId,
    entryId: row.entryId,
    subject: row.subject,
    provinceCode: row.provinceCode,
    institutionId: null,
    authorityId: null,
    consentAuthorityId: null,
    ownInstitution: false,
    startedBy: row.startedBy,
    escalatedOn: null,
    steppedInOn: null,
    state: 'draft',
    version: 0,
    stateSince: row.createdAt,
    submittedOn: null,
    passedOn: null,
    receivedOn: null,
    acceptedOn: null,
    decidedOn: null,
    pauses: [],
    nudges: 0,
    nudgedOn: null,
    answers: {},
    photoId: null,
    handlings: [],
  };
}
