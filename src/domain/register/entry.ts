import type { RegisterEvent } from './events.ts';

/** 执业信息状态. `practising` 有效, `inactive` 注册备案(执业信息无效), `suspended` 暂停执业, `deregistered` 已注销. */
export const entryStatuses = {
  practising: '有效',
  inactive: '注册备案(执业信息无效)',
  suspended: '暂停执业',
  deregistered: '已注销',
} as const;
export type EntryStatus = keyof typeof entryStatuses;

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
}

/** Folds one event into an entry; `undefined` is the entry before its first event. */
export function evolveEntry(entry: Entry | undefined, event: RegisterEvent): Entry {
  switch (event.type) {
    case 'registered':
      return {
        id: event.entryId,
        physicianId: event.physicianId,
        qualificationId: event.qualificationId,
        provinceCode: event.provinceCode,
        status: 'practising',
        licenceNo: event.licenceNo,
        mainInstitutionId: event.institutionId,
        authorityId: event.authorityId,
        techniques: event.techniques,
        conditions: event.conditions,
        photoId: event.photoId,
        registeredOn: event.on,
        mainSince: event.on,
      };
    case 'mainInstitutionChanged':
      return {
        ...requireEntry(entry, event),
        mainInstitutionId: event.institutionId,
        authorityId: event.authorityId,
        mainSince: event.on,
      };
    default:
      return unknownEvent(event);
  }
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
