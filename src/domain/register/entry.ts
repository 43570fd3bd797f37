import type { RegisterEvent } from './events.ts';

/**
 * 执业信息状态. `practising` 有效, `inactive` 注册备案(执业信息无效), `suspended` 暂停执业; the last three are ends: 已注销 (the
 * procedure), 已吊销 (a penalty), 已撤销 (it should never have been given).
 */
export const entryStatuses = {
  practising: '有效',
  inactive: '注册备案(执业信息无效)',
  suspended: '暂停执业',
  deregistered: '已注销',
  revoked: '已吊销',
  annulled: '已撤销',
} as const;
export type EntryStatus = keyof typeof entryStatuses;

/** A multi-site filing (多执业机构备案). Days are included; `endedOn` is the first day on which it no longer held. */
export interface Site {
  readonly id: string;
  readonly institutionId: string;
  readonly authorityId: string;
  readonly from: string;
  readonly until: string;
  readonly endedOn: string | null;
}

/** One registration of one physician in one province (执业信息). Dates are YYYY-MM-DD in Asia/Shanghai. */
export interface Entry {
  readonly id: string;
  readonly physicianId: string;
  readonly qualificationId: string;
  /** 执业地点: the province, 医师执业注册管理办法7. Six digits. */
  readonly provinceCode: string;
  readonly status: EntryStatus;
  readonly licenceNo: string;
  readonly mainInstitutionId: string;
  /** 发证机关 */
  readonly authorityId: string;
  /** 中医药技术方法, as the examination confirmed them. */
  readonly techniques: string;
  /** 具体治疗病证的范围 */
  readonly conditions: string;
  readonly photoId: string | null;
  readonly registeredOn: string;
  /** Since when the main institution is the main institution. */
  readonly mainSince: string;
  /** Day of the 备案 while the entry is inactive. */
  readonly inactiveSince: string | null;
  /** Last day of 暂停执业 while the entry is suspended. */
  readonly suspendedUntil: string | null;
  /** Day on which the registration ended. */
  readonly endedOn: string | null;
  readonly licenceClaimedOn: string | null;
  /** Phone, mail and address as the institution approved them; never public. */
  readonly contact: Readonly<Record<string, string>>;
  readonly sites: readonly Site[];
}

/** Folds one event into an entry; `undefined` is the entry before its first event. */
export function evolveEntry(before: Entry | undefined, event: RegisterEvent): Entry {
  if (event.type === 'registered') {
    const { entryId, on, type, institutionId, ...same } = event;
    return {
      ...same,
      id: entryId,
      status: 'practising',
      mainInstitutionId: institutionId,
      registeredOn: on,
      mainSince: on,
      inactiveSince: null,
      suspendedUntil: null,
      endedOn: null,
      licenceClaimedOn: null,
      contact: {},
      sites: [],
    };
  }
  const entry = requireEntry(before, event);
  return { ...entry, ...change(entry, event) };
}

function change(entry: Entry, event: Exclude<RegisterEvent, { type: 'registered' }>): Partial<Entry> {
  switch (event.type) {
    case 'mainInstitutionChanged':
      return { mainInstitutionId: event.institutionId, authorityId: event.authorityId, mainSince: event.on };
    case 'siteAdded': {
      const { siteId: id, institutionId, authorityId, from, until } = event;
      return { sites: [...entry.sites, { id, institutionId, authorityId, from, until, endedOn: null }] };
    }
    case 'siteEnded':
      return { sites: entry.sites.map((site) => (site.id === event.siteId ? { ...site, endedOn: event.on } : site)) };
    case 'madeInactive':
      return { status: 'inactive', inactiveSince: event.on };
    case 'reactivated':
      return { status: 'practising', inactiveSince: null };
    case 'suspended':
      return { status: 'suspended', suspendedUntil: event.until };
    case 'suspensionEnded':
      return { status: 'practising', suspendedUntil: null };
    case 'deregistered':
    case 'revoked':
    case 'annulled':
      return { status: event.type, endedOn: event.on };
    case 'corrected':
      return { techniques: event.techniques ?? entry.techniques, conditions: event.conditions ?? entry.conditions };
    case 'photoUpdated':
      return { photoId: event.photoId ?? entry.photoId, contact: { ...entry.contact, ...event.contact } };
    case 'licenceClaimed':
      return { licenceClaimedOn: entry.licenceClaimedOn ?? event.on };
    default:
      return unknownEvent(event);
  }
}

/** Nothing can happen to it any more. */
export function hasEnded({ status }: Pick<Entry, 'status'>): boolean {
  return status === 'deregistered' || status === 'revoked' || status === 'annulled';
}

/** Filings that hold on that day or will: neither ended nor past their last day. */
export function liveSites(entry: Entry, on: string): readonly Site[] {
  return entry.sites.filter((site) => site.endedOn === null && site.until >= on);
}

function requireEntry(entry: Entry | undefined, event: RegisterEvent): Entry {
  if (entry === undefined || entry.id !== event.entryId) {
    throw new Error(`register event ${event.type} needs the entry ${event.entryId} before it`);
  }
  return entry;
}

function unknownEvent(event: never): never {
  throw new Error(`unknown register event ${JSON.stringify(event)}`);
}
