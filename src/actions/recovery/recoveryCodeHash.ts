import { createHmac, randomInt } from 'node:crypto';
import { recoveryAlphabet, recoveryCodeLength } from '../../domain/fields/recoveryCode.ts';
import type { Services } from '../services.ts';

/** The stored form of a recovery code. */
export function hashRecoveryCode({ secret }: Services, code: string): Buffer {
  return createHmac('sha256', secret).update(`recovery code\n${code}`).digest();
}

export function randomRecoveryCode(): string {
  return Array.from({ length: recoveryCodeLength }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join(
    '',
  );
}
