import type { InclusionProof } from '../log/proof.ts';

/** Everything the licence says on paper, ready to be printed; its holder's numbers are masked. */
export interface LicenceContent {
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly licenceNo: string;
  readonly qualificationNo: string;
  readonly level: string;
  readonly category: string;
  readonly practicePlace: string;
  readonly institution: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly issuingAuthority: string;
  readonly issuedOn: string;
  readonly verificationCode: string;
  readonly verifyUrl: string;
  /** 变更记录, the registration first. */
  readonly changes: readonly LicenceRecord[];
  /** 多执业机构备案记录 */
  readonly sites: readonly LicenceRecord[];
}

/** A line of the back. */
export interface LicenceRecord {
  readonly on: string;
  readonly what: string;
  readonly by: string;
}

/** What machines read of a licence besides its content. */
export interface LicenceNaming {
  readonly identifier: string;
  readonly typeCode: string;
  readonly issuerCode: string;
  readonly version: number;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
  readonly photoSha256: string | null;
  /** Sealed by a seal that proves nothing. */
  readonly test: boolean;
  /** That the transparency log has what the register says here; null where the log took nothing in at that moment. */
  readonly inclusion: InclusionProof | null;
}

/**
 * 证照元数据: the parts GB/T 36903 names (基础信息, 颁发机构, 持证主体, 有效期, 状态), and the face. The holder stands there by name alone: no
 * identity number leaves the register.
 */
export function licenceMetadata(content: LicenceContent, naming: LicenceNaming): string {
  const { verificationCode, verifyUrl, changes, sites, ...face } = content;
  const record = ({ on, what, by }: LicenceRecord) => ({ 日期: on, 内容: what, 机关: by });
  const said = {
    证照标识: naming.identifier,
    证照名称: '中医(专长)医师执业证书',
    证照类型代码: naming.typeCode,
    证照编号: face.licenceNo,
    版本号: naming.version,
    证照颁发机构: { 名称: face.issuingAuthority, 代码: naming.issuerCode },
    证照颁发日期: naming.issuedOn,
    证照有效期: { 起始日期: naming.issuedOn, 截止日期: null },
    持证主体: { 类型: '自然人', 姓名: face.name },
    证照状态: naming.test ? '测试样例' : '有效',
    照面信息: {
      姓名: face.name,
      性别: face.sex,
      出生日期: face.birthDate,
      医师级别: face.level,
      执业类别: face.category,
      执业证书编码: face.licenceNo,
      资格证书编码: face.qualificationNo,
      执业地点: face.practicePlace,
      主要执业机构: face.institution,
      中医药技术方法: face.techniques,
      治疗病证的范围: face.conditions,
      发证机关: face.issuingAuthority,
      发证日期: face.issuedOn,
    },
    变更记录: changes.map(record),
    多执业机构备案记录: sites.map(record),
    照片摘要: naming.photoSha256 === null ? null : { 算法: 'SHA-256', 值: naming.photoSha256 },
    透明日志: naming.inclusion === null ? null : { 序号: naming.inclusion.index, 收录证明: naming.inclusion },
    查验: { 查验码: verificationCode, 地址: verifyUrl },
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}
