import { groupByFours } from '../fields/certificateNumbers.ts';

/** What stands on the face of the licence, as claims of the machine-readable one; each may be shown or kept back by itself. */
export const licenceClaims = {
  name: '姓名',
  sex: '性别',
  birth_date: '出生日期',
  licence_no: '执业证书编码',
  level: '医师级别',
  category: '执业类别',
  practice_place: '执业地点',
  institution: '主要执业机构',
  techniques: '技术方法',
  conditions: '病证范围',
  issuing_authority: '发证机关',
  registered_on: '发证日期',
} as const;
/** 收录证明 of the transparency log: that what the register says is in it. Shown by itself, like every claim. */
export const logClaim = 'register_log';
export type LicenceClaim = keyof typeof licenceClaims;
export type LicenceClaims = Readonly<Record<LicenceClaim, string>>;

/** A claim as people read it: the number in fours, days in words. */
export function claimWords(claim: string, value: string): string {
  if (claim === 'licence_no') return groupByFours(value);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return year === undefined ? value : `${year}年${Number(month)}月${Number(day)}日`;
}

export const licenceName = '中医(专长)医师执业证书';

/** The name of this credential among those of an issuer (OpenID4VCI). */
export const licenceConfiguration = 'tcm-specialty-licence';

/** `typ` of an SD-JWT VC. */
export const credentialType = 'dc+sd-jwt';

/** The number changes with the document behind it: what was given points to what it was given under. */
export function licenceVct(publicUrl: string): string {
  return `${publicUrl}${licenceTypePath}`;
}
export const licenceTypePath = '/credentials/types/tcm-specialty-licence/1';

/** How a wallet shows it. */
export function licenceDisplay() {
  return [
    {
      locale: 'zh-CN',
      name: licenceName,
      description: '中医(专长)医师执业证书的电子形式,以电子化注册信息系统的登记为准',
    },
  ];
}

function typedClaim(claim: string, label: string, mandatory: boolean) {
  return { path: [claim], display: [{ locale: 'zh-CN', label }], mandatory, sd: 'always' };
}

/** The type metadata of the credential: what it is called, what it says, and how it is shown. */
export function licenceTypeMetadata(publicUrl: string) {
  const [display] = licenceDisplay();
  return {
    vct: licenceVct(publicUrl),
    name: 'TCM specialty physician practice licence',
    description: 'Practice licence of a TCM specialty physician (China), issued by the electronic register',
    display: [{ ...display, rendering: { simple: { background_color: '#0B5D4B', text_color: '#FFFFFF' } } }],
    claims: [
      ...Object.entries(licenceClaims).map(([claim, label]) => typedClaim(claim, label, true)),
      typedClaim(logClaim, '透明日志收录证明', false),
    ],
  };
}
