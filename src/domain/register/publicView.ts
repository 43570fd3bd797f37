import { type EntryStatus, entryStatuses } from './entry.ts';

/**
 * The fields anyone may see of a physician, in the order of the ministry's rule (国卫办医发〔2017〕18号): nine, and the
 * state of the registration. Everything else — ID number, phone, photo, birth date, qualification number — stays inside.
 */
export const publicFields = {
  name: '姓名',
  sex: '性别',
  level: '医师级别',
  category: '执业类别',
  licenceNo: '执业证书编码',
  practicePlace: '执业地点',
  institution: '执业机构',
  scope: '执业范围',
  authority: '发证机关',
} as const;
export type PublicField = keyof typeof publicFields;
export type PublicPhysician = Record<PublicField, string> & { status: EntryStatus };

/** 医师级别 and 执业类别 of everybody in this register (国中医药办医政函〔2022〕165号). */
export const physicianLevel = '中医(专长)医师';
export const physicianCategory = '中医';

export function publicStatus(status: EntryStatus): string {
  return entryStatuses[status];
}
