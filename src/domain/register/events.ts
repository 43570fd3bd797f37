/** What happened to an entry of the register. Facts, never changed afterwards; `on` is the day of effect (YYYY-MM-DD). */
export type RegisterEvent =
  | Registered
  | MainInstitutionChanged
  | SiteAdded
  | SiteEnded
  | MadeInactive
  | Reactivated
  | Deregistered
  | Suspended
  | SuspensionEnded
  | Revoked
  | Annulled
  | Corrected
  | PhotoUpdated
  | LicenceClaimed;

interface OfEntry {
  readonly entryId: string;
  readonly on: string;
}

/** 准予注册 */
export interface Registered extends OfEntry {
  readonly type: 'registered';
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
export interface MainInstitutionChanged extends OfEntry {
  readonly type: 'mainInstitutionChanged';
  readonly institutionId: string;
  readonly authorityId: string;
}

/** 多执业机构备案: another institution of the same province, from one day to another (both included). */
export interface SiteAdded extends OfEntry {
  readonly type: 'siteAdded';
  readonly siteId: string;
  readonly institutionId: string;
  readonly authorityId: string;
  readonly from: string;
  readonly until: string;
}

/** Why a multi-site filing ended; `on` is the first day on which it no longer holds. */
export const siteEndings = {
  cancelled: '取消备案',
  expired: '有效期届满',
  becameMain: '该机构成为主要执业机构',
  inactive: '办理备案,执业信息无效',
  over: '注册终止',
} as const;
export interface SiteEnded extends OfEntry {
  readonly type: 'siteEnded';
  readonly siteId: string;
  readonly why: keyof typeof siteEndings;
}

/** 备案: 注册备案(执业信息无效). The two years of 医师法17 run from this day. */
export interface MadeInactive extends OfEntry {
  readonly type: 'madeInactive';
  readonly reason: string;
}

/** 取消备案 */
export interface Reactivated extends OfEntry {
  readonly type: 'reactivated';
}

/** 注销 (医师法17). */
export interface Deregistered extends OfEntry {
  readonly type: 'deregistered';
  readonly reason: string;
}

/** 暂停执业, both days included. */
export interface Suspended extends OfEntry {
  readonly type: 'suspended';
  readonly from: string;
  readonly until: string;
}

/** The suspension is over: `on` is the day after its last, or the first day of practice again where an order has lifted it before. */
export interface SuspensionEnded extends OfEntry {
  readonly type: 'suspensionEnded';
  readonly lifted?: true;
}

/** 吊销, a penalty. */
export interface Revoked extends OfEntry {
  readonly type: 'revoked';
  readonly reason: string;
}

/** 撤销: it should never have been given (医师法54). */
export interface Annulled extends OfEntry {
  readonly type: 'annulled';
  readonly reason: string;
}

/** 更正: what the entry says was wrong. Only what differs is given. */
export interface Corrected extends OfEntry {
  readonly type: 'corrected';
  readonly techniques?: string;
  readonly conditions?: string;
}

/** 信息维护: the institution has approved the photo and the contact details. */
export interface PhotoUpdated extends OfEntry {
  readonly type: 'photoUpdated';
  readonly photoId: string | null;
  readonly contact: Readonly<Record<string, string>>;
}

/** 申领|亮照 for the first time. */
export interface LicenceClaimed extends OfEntry {
  readonly type: 'licenceClaimed';
}

const titles: Readonly<Record<RegisterEvent['type'], string>> = {
  registered: '准予注册',
  mainInstitutionChanged: '变更主要执业机构',
  siteAdded: '多执业机构备案',
  siteEnded: '多执业机构备案终止',
  madeInactive: '注册备案(执业信息无效)',
  reactivated: '取消备案,恢复有效',
  deregistered: '注销注册',
  suspended: '暂停执业',
  suspensionEnded: '暂停执业期满,恢复有效',
  revoked: '吊销执业证书',
  annulled: '撤销注册',
  corrected: '更正登记信息',
  photoUpdated: '更新照片和联系方式',
  licenceClaimed: '申领电子证照',
};

/** The heading of an event in the history of an entry. */
export function registerEventTitle(event: RegisterEvent): string {
  return event.type === 'suspensionEnded' && event.lifted === true ? '提前恢复执业' : titles[event.type];
}
