import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { tryCode, useCode } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { isCode } from './codeHash.ts';
import { type CodePurpose, codePurposes } from './codePurposes.ts';

export interface CodeGiven {
  readonly purpose: CodePurpose;
  readonly phone: string;
  readonly token: string;
  readonly typed: string;
}

/**
 * The one way a code is taken: undefined when it was right, and then it is used up by one UPDATE, so that of many sendings
 * at once one succeeds. A wrong guess costs one of five tries; the caller's transaction must commit with the refusal.
 */
export async function takeCode(services: Services, tx: Queryable, given: CodeGiven): Promise<Refusal | undefined> {
  const { purpose, phone } = given;
  const entry = normalizeDigits(given.typed);
  const code = entry.ok ? entry.value : '';
  if (code === '') return refusal('field.required', 'code', { label: codePurposes[purpose].label });
  const at = services.clock.now().toString();
  const of = { purpose, target: phone, sessionHash: hashToken(given.token) };
  const tried = await tx.row(tryCode, of.sessionHash, purpose, phone, at);
  if (tried === undefined) return refusal('code.expired', 'code');
  if (!isCode(services, of, tried.codeHash, code)) return refusal('code.wrong', 'code');
  const used = await tx.row(useCode, tried.id, at);
  return used === undefined ? refusal('code.expired', 'code') : undefined;
}
