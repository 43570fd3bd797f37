import { type Refusal, type RefusalCode, refusal } from '../vocabulary/refusals.ts';
import type { DeskActor } from './actor.ts';

/** Whom a matter is about. */
export interface Concerned {
  readonly name: string;
  readonly idNumber: string;
}

/**
 * Nobody handles a matter about themselves (回避). By number where theirs is known; somebody of the same name whose number
 * is not known is kept out too, and told how to show that they are another.
 */
export function aboutThemselves(actor: DeskActor, concerned: Concerned, code: RefusalCode): readonly Refusal[] {
  if (actor.idNumber === null) return actor.name === concerned.name ? [refusal('staff.sameName')] : [];
  return actor.idNumber === concerned.idNumber ? [refusal(code)] : [];
}

/** Is it an account of theirs? One human being may have one at an institution and another at an authority. */
export function isTheirs({ accountId, otherAccounts }: DeskActor, account: string | null): boolean {
  return account !== null && (account === accountId || otherAccounts.includes(account));
}
