import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

const typeCode = '11100000000013338W011';
const pkcs12 = { SEAL_PROVIDER: 'pkcs12', SEAL_PKCS12_FILE: 'seal.p12', SEAL_PKCS12_PASSWORD: 'x' };

describe('印章的配置', () => {
  test('不设置:测试印章,测试的证照类型代码', () => {
    const { seal } = readConfig({});
    expect([seal.key, seal.timestamp, seal.typeCode]).toEqual([
      { provider: 'localTest' },
      undefined,
      '11100000TESTISSUER001',
    ]);
  });

  test('PKCS#12、时间戳和类型代码都设置', () => {
    const { seal } = readConfig({
      ...pkcs12,
      LICENCE_TYPE_CODE: typeCode,
      SEAL_TIMESTAMP_URL: 'https://tsa.example/',
      SEAL_TIMESTAMP_CA_FILE: 'ca.pem',
    });
    expect(seal).toEqual({
      key: { provider: 'pkcs12', file: 'seal.p12', password: 'x' },
      timestamp: { url: 'https://tsa.example/', caFile: 'ca.pem' },
      sm2KeyFile: undefined,
      typeCode,
    });
  });

  test.each([
    ['印章种类不认识', { SEAL_PROVIDER: 'paper' }, '只能是 pkcs12 或 pkcs11'],
    [
      '少文件和口令',
      { SEAL_PROVIDER: 'pkcs12', LICENCE_TYPE_CODE: typeCode },
      '须同时设置 SEAL_PKCS12_FILE、SEAL_PKCS12_PASSWORD',
    ],
    ['少设备的四项', { SEAL_PROVIDER: 'pkcs11', LICENCE_TYPE_CODE: typeCode }, '须同时设置 SEAL_PKCS11_MODULE'],
    ['有口令没有种类', { SEAL_PKCS12_PASSWORD: 'x' }, '只在 SEAL_PROVIDER=pkcs12 时有用'],
    ['正式印章没有类型代码', pkcs12, 'LICENCE_TYPE_CODE: 使用正式印章须设置'],
    ['类型代码不对', { LICENCE_TYPE_CODE: '123' }, 'LICENCE_TYPE_CODE 是证照类型代码'],
    ['口令有中文', { ...pkcs12, SEAL_PKCS12_PASSWORD: '口令', LICENCE_TYPE_CODE: typeCode }, '只能用英文字母'],
    ['时间戳没有根证书', { SEAL_TIMESTAMP_URL: 'https://tsa.example/' }, '要么都设置'],
    ['证书文件没有设备', { SEAL_CERTIFICATE_FILE: 'a.pem' }, 'SEAL_CERTIFICATE_FILE: 只在'],
  ])('%s:启动时说明', (_, env, words) => {
    expect(problemsOf(env)).toContain(words);
  });
});
