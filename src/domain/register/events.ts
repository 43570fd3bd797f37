/** What happened to an entry of the register. Facts, never changed afterwards; `on` is the day of effect (YYYY-MM-DD). */
export type RegisterEvent = Registered | MainInstitutionChanged;

/** 准予注册 */
export interface Registered {
  readonly type: 'registered';
  readonly entryId: string;
  readonly on: string;
  readonly physicianId: string;
  readonly qualificationId: string;
  readonly provinceCode: string;
  readonly licenceNo: string;
  readonly institutionId: string;
  readonly authorityId: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly photoId: string | null;
}

/** 准予变更: the main institution, and with it the authority that keeps the entry. */
export interface MainInstitutionChanged {
  readonly type: 'mainInstitutionChanged';
  readonly entryId: string;
  readonly on: string;
  readonly institutionId: string;
  readonly authorityId: string;
}

/** The heading of an event in the history of an entry. */
export const registerEventTitles: Readonly<Record<RegisterEvent['type'], string>> = {
  registered: '准予注册',
  mainInstitutionChanged: '变更主要执业机构',
};
