import { X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from './actions/services.ts';
import { type Config, ConfigError } from './config.ts';
import { makeLocalTestSeal, openLocalTestSeal } from './outside/seal/localTest.ts';
import type { PaperSealing } from './outside/seal/paperSealing.ts';
import { createPkcs11Seal } from './outside/seal/pkcs11.ts';
import { createPkcs12Seal } from './outside/seal/pkcs12.ts';
import type { Seal } from './outside/seal/seal.ts';
import { openSm2Seal, type Sm2Seal } from './outside/seal/sm2.ts';
import { createTimestamper, type Timestamper } from './outside/seal/timestamp.ts';
import { readOrMakeKeyFile } from './store/keyFile.ts';
import { paths } from './web/shared/paths.ts';

type SealSettings = Pick<Config, 'dataDir' | 'seal' | 'publicUrl'>;

/** What papers are sealed with. A file that cannot be read is a wrong setting; a seal that is away is not: the program serves without papers. */
export async function openSealing(
  { dataDir, seal, publicUrl }: SealSettings,
  { clock }: Pick<Services, 'clock'>,
): Promise<PaperSealing> {
  return {
    seal: await sealOf(dataDir, seal.key, clock.now()),
    timestamper: await timestamperOf(seal.timestamp),
    sm2: await sm2Of(seal.sm2KeyFile),
    typeCode: seal.typeCode,
    verifyUrl: (code) => `${publicUrl}${paths.verifyOne(code)}`,
  };
}

async function sealOf(dataDir: string, key: Config['seal']['key'], now: Temporal.Instant): Promise<Seal> {
  if (key.provider === 'pkcs12') return createPkcs12Seal(key);
  if (key.provider === 'pkcs11') return createPkcs11Seal(key);
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return openLocalTestSeal(await readOrMakeKeyFile(join(folder, 'test-seal.json'), () => makeLocalTestSeal(now)));
}

async function timestamperOf(set: Config['seal']['timestamp']): Promise<Timestamper | undefined> {
  if (set === undefined) return undefined;
  return fromFile('SEAL_TIMESTAMP_CA_FILE', set.caFile, (text) => {
    const all = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (all.length === 0) throw new Error('no certificate');
    return createTimestamper({ url: set.url, roots: all.map((pem) => new X509Certificate(pem)) });
  });
}

async function sm2Of(file: string | undefined): Promise<Sm2Seal | undefined> {
  return file === undefined ? undefined : fromFile('SEAL_SM2_KEY_FILE', file, openSm2Seal);
}

async function fromFile<T>(setting: string, file: string, read: (text: string) => T): Promise<T> {
  try {
    return read(await readFile(file, 'utf8'));
  } catch {
    // What went wrong may quote the file, which may hold a key.
    throw new ConfigError([`${setting}: 文件不存在或内容不对,请检查`]);
  }
}
