import type { RegisterEvent } from '../domain/register/events.ts';
import { statement } from './database.ts';

/** What happened to a registration, as the public may know it, with the names of the organisations an event speaks of. */
export interface PublicEvent {
  readonly seq: number;
  readonly event: RegisterEvent;
  readonly institution: string | null;
  readonly authority: string | null;
}

export const findPublicHistory = statement<PublicEvent, readonly [name: string, licenceNo: string]>(
  'public.history',
  'SELECT seq, event, institution, authority FROM public_history($1, $2) ORDER BY seq',
);

export const insertReceipt = statement<{ number: string }, readonly [number: string, token: string, at: string]>(
  'receipt.insert',
  'INSERT INTO register_receipt (number, token, made_at) VALUES ($1, $2, $3) RETURNING number',
);

export const findReceipt = statement<{ token: string }, readonly [number: string]>(
  'receipt.find',
  'SELECT token FROM register_receipt WHERE number = $1',
);
