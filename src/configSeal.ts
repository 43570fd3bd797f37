import { z } from 'zod';

/** Settings of the seal. Absent: a test seal of our own making, and every paper is marked 测试样例. */
export const sealEnvironment = {
  SEAL_PROVIDER: z.enum(['pkcs12', 'pkcs11'], 'SEAL_PROVIDER 只能是 pkcs12 或 pkcs11;不设置则使用测试印章').optional(),
  SEAL_PKCS12_FILE: z.string().optional(),
  // Beyond ASCII the two halves of a file disagree on how a password is written.
  SEAL_PKCS12_PASSWORD: z
    .string()
    .regex(/^[ -~]+$/, 'SEAL_PKCS12_PASSWORD 只能用英文字母、数字和符号')
    .optional(),
  SEAL_PKCS11_MODULE: z.string().optional(),
  SEAL_PKCS11_TOKEN: z.string().optional(),
  SEAL_PKCS11_PIN: z.string().optional(),
  SEAL_PKCS11_LABEL: z.string().optional(),
  SEAL_CERTIFICATE_FILE: z.string().optional(),
  SEAL_TIMESTAMP_URL: z.url('SEAL_TIMESTAMP_URL 必须是 http(s)://… 地址').optional(),
  SEAL_TIMESTAMP_CA_FILE: z.string().optional(),
  SEAL_SM2_KEY_FILE: z.string().optional(),
  LICENCE_TYPE_CODE: z
    .string()
    .regex(/^[0-9A-Z]{21}$/, 'LICENCE_TYPE_CODE 是证照类型代码:发布机构的统一社会信用代码(18位)加3位数字')
    .optional(),
};
const settings = z.object(sealEnvironment);
export type SealEnvironment = z.infer<typeof settings>;

/** Letters I and S are in no 统一社会信用代码: nobody can take this for a real type. */
const testTypeCode = '11100000TESTISSUER001';

export interface SealConfig {
  readonly key:
    | { readonly provider: 'localTest' }
    | { readonly provider: 'pkcs12'; readonly file: string; readonly password: string }
    | {
        readonly provider: 'pkcs11';
        readonly module: string;
        readonly token: string;
        readonly pin: string;
        readonly label: string;
        readonly certificateFile: string | undefined;
      };
  readonly timestamp: { readonly url: string; readonly caFile: string } | undefined;
  readonly sm2KeyFile: string | undefined;
  readonly typeCode: string;
}

const needs = {
  pkcs12: ['SEAL_PKCS12_FILE', 'SEAL_PKCS12_PASSWORD'],
  pkcs11: ['SEAL_PKCS11_MODULE', 'SEAL_PKCS11_TOKEN', 'SEAL_PKCS11_PIN', 'SEAL_PKCS11_LABEL'],
} as const;

export function sealContradictions(set: SealEnvironment): string[] {
  const problems: string[] = [];
  for (const [provider, names] of Object.entries(needs)) {
    const missing = names.filter((name) => set[name] === undefined);
    if (set.SEAL_PROVIDER === provider && missing.length > 0) {
      problems.push(`SEAL_PROVIDER: 使用 ${provider} 须同时设置 ${missing.join('、')}`);
    }
    if (set.SEAL_PROVIDER !== provider && missing.length < names.length) {
      problems.push(
        `SEAL_${provider.toUpperCase()}_*: 只在 SEAL_PROVIDER=${provider} 时有用,请删除或设置 SEAL_PROVIDER`,
      );
    }
  }
  if (set.SEAL_PROVIDER !== 'pkcs11' && set.SEAL_CERTIFICATE_FILE !== undefined) {
    problems.push('SEAL_CERTIFICATE_FILE: 只在 SEAL_PROVIDER=pkcs11 时有用,请删除');
  }
  if ((set.SEAL_TIMESTAMP_URL === undefined) !== (set.SEAL_TIMESTAMP_CA_FILE === undefined)) {
    problems.push('SEAL_TIMESTAMP_URL 和 SEAL_TIMESTAMP_CA_FILE(可信任的时间戳根证书)要么都设置,要么都不设置');
  }
  if (set.SEAL_PROVIDER !== undefined && set.LICENCE_TYPE_CODE === undefined) {
    problems.push('LICENCE_TYPE_CODE: 使用正式印章须设置证照类型代码(发布机构的统一社会信用代码18位加3位数字)');
  }
  return problems;
}

export function sealConfigOf(set: SealEnvironment): SealConfig {
  const timestamp = { url: set.SEAL_TIMESTAMP_URL ?? '', caFile: set.SEAL_TIMESTAMP_CA_FILE ?? '' };
  return {
    key: keyOf(set),
    timestamp: timestamp.url === '' ? undefined : timestamp,
    sm2KeyFile: set.SEAL_SM2_KEY_FILE,
    typeCode: set.LICENCE_TYPE_CODE ?? testTypeCode,
  };
}

function keyOf(set: SealEnvironment): SealConfig['key'] {
  if (set.SEAL_PROVIDER === undefined) return { provider: 'localTest' };
  if (set.SEAL_PROVIDER === 'pkcs12') {
    return { provider: 'pkcs12', file: set.SEAL_PKCS12_FILE ?? '', password: set.SEAL_PKCS12_PASSWORD ?? '' };
  }
  return {
    provider: 'pkcs11',
    module: set.SEAL_PKCS11_MODULE ?? '',
    token: set.SEAL_PKCS11_TOKEN ?? '',
    pin: set.SEAL_PKCS11_PIN ?? '',
    label: set.SEAL_PKCS11_LABEL ?? '',
    certificateFile: set.SEAL_CERTIFICATE_FILE,
  };
}
