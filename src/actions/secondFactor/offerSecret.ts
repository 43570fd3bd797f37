import { createHmac, randomUUID } from 'node:crypto';
import { isUuid } from '../../domain/fields/uuid.ts';
import { findSecondFactor } from '../../store/secondFactors.ts';
import type { Services } from '../services.ts';
import type { StaffActor } from './staffActor.ts';
import { asSecret, authenticatorAddress } from './totp.ts';

/** A secret that is offered. It is made from `seed`, which the form carries, so that looking at the page writes nothing. */
export interface Offer {
  readonly seed: string;
  readonly secret: string;
  /** What the QR code says. */
  readonly address: string;
}

export async function offerSecret(services: Services, { accountId }: StaffActor, seed: string): Promise<Offer> {
  const kept = isUuid(seed) ? seed : randomUUID();
  const secret = offeredSecret(services, accountId, kept);
  const factor = await services.database.row(findSecondFactor, accountId);
  return { seed: kept, secret, address: authenticatorAddress(secret, factor?.loginName ?? '') };
}

export function offeredSecret({ secret }: Services, accountId: string, seed: string): string {
  const bytes = createHmac('sha256', secret).update(`second factor ${accountId}\n${seed}`).digest();
  return asSecret(bytes.subarray(0, 20));
}

/** Whether somebody has a second factor, and how many 备用码 are left. */
export async function viewFactor({ database }: Services, { accountId }: StaffActor) {
  const factor = await database.row(findSecondFactor, accountId);
  return { enrolled: factor !== undefined && factor.secret !== null, codesLeft: factor?.codesLeft ?? 0 };
}
