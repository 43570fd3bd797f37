import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findReceipt } from '../../store/receipts.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Receipt, readReceiptToken } from './receiptToken.ts';

/** A receipt of ours has some 1,500 characters. */
const longestToken = 16_384;

export type GivenReceipt = { readonly number: string } | { readonly token: string };
export type GenuineReceipt = Receipt & { readonly token: string };

/**
 * 核对证明: by its number, or by its signed text, which needs no record of ours. What is stored is checked like what is brought: a
 * row that somebody has changed says nothing, and neither does anything a lost key has signed.
 */
export async function checkReceipt(services: Services, given: GivenReceipt): Promise<Outcome<GenuineReceipt>> {
  const token = 'token' in given ? given.token.replaceAll(/\s/g, '') : await storedToken(services, given.number);
  if (token === undefined) return notFound;
  const field = 'token' in given ? 'token' : 'number';
  if (token === '') return refuse(refusal('receipt.nothingToCheck', field));
  const receipt = token.length > longestToken ? undefined : await readReceiptToken(services, token);
  // A genuine one of another number has been put in its place.
  const isOther = 'number' in given && receipt?.number !== readNumber(given.number);
  return receipt === undefined || isOther ? refuse(refusal('receipt.notGenuine', field)) : done({ ...receipt, token });
}

async function storedToken({ database }: Services, typed: string): Promise<string | undefined> {
  return (await database.row(findReceipt, readNumber(typed)))?.token;
}

/** 证明编号 as it is stored; '' for what is none. */
function readNumber(typed: string): string {
  const number = normalizeDigits(typed);
  return number.ok ? number.value : '';
}
