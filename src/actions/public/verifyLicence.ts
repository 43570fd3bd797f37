import { normalizeDigits } from '../../domain/fields/normalize.ts';
import type { PublicPhysician } from '../../domain/register/publicView.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findByVerificationCode } from '../../store/publicRegister.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface Verification {
  readonly code: string;
  /** Null: no licence has this code. */
  readonly physician: PublicPhysician | null;
  /** When the register was asked: a printed answer grows old. */
  readonly at: Temporal.Instant;
}

/** 查验码 as it is stored: without the spaces and dashes by which people read it out, in capitals. */
export function readVerificationCode(typed: string): Outcome<string> {
  const code = normalizeDigits(typed);
  if (!code.ok) return refuse(refusal(code.code, 'code'));
  return code.value === '' ? refuse(refusal('verify.empty', 'code')) : done(code.value);
}

/** 证照查验: what the register says this moment about the licence with this code. Never from a cache. */
export async function verifyLicence(
  { publicDatabase, clock }: Pick<Services, 'publicDatabase' | 'clock'>,
  typed: string,
): Promise<Outcome<Verification>> {
  const code = readVerificationCode(typed);
  if (code.kind !== 'done') return code;
  const physician = await publicDatabase.row(findByVerificationCode, code.value);
  return done({ code: code.value, physician: physician ?? null, at: clock.now() });
}
