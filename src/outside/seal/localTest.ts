import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { makeCertificate } from './certificate.ts';
import type { Seal } from './seal.ts';

const keptSchema = z.object({ key: z.string(), certificate: z.string() });

/** A seal of our own making, for tests and demonstrations: its certificate says so, and answers only for itself. */
export function openLocalTestSeal(kept: string): Seal {
  const { key, certificate } = keptSchema.parse(JSON.parse(kept));
  const privateKey = createPrivateKey(key);
  const opened = { certificate: new X509Certificate(certificate), chain: [], kind: 'ecdsa', test: true } as const;
  return {
    provider: 'localTest',
    open: async () => opened,
    openAnew: async () => opened,
    sign: async (bytes) => sign('sha256', bytes, privateKey),
  };
}

/** Key and certificate of a new one, as they are kept. */
export function makeLocalTestSeal(now: Temporal.Instant): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = makeCertificate({
    subject: '测试电子印章(不具有法律效力)',
    publicKey,
    privateKey,
    // A rehearsal may put the clock back.
    from: now.subtract({ hours: 24 * 3650 }),
    until: now.add({ hours: 24 * 3650 }),
    use: 'seal',
  });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return JSON.stringify({ key, certificate: certificate.toString() }, null, 2);
}
