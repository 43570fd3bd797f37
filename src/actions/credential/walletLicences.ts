import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type WalletState, walletState } from '../../domain/issuing/walletState.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findInstances, isOwnInstance, revokeInstance, type WalletRow } from '../../store/credentialInstances.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findEntry } from '../../store/register.ts';
import { transaction } from '../../store/transaction.ts';
import type { OwnLicence } from '../licence/listOwnLicences.ts';
import { findOwnLicence } from '../licence/readLicencePhoto.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { walletRefusals } from './offerLicence.ts';

export interface WalletLicence extends WalletRow {
  readonly state: WalletState;
}

export interface Wallets {
  readonly licence: OwnLicence;
  /** Why it cannot be put into a wallet now. */
  readonly refusals: readonly Refusal[];
  readonly inWallets: readonly WalletLicence[];
}

/** A registration of this person and the wallets it has been put into; undefined when it is none of theirs. */
export async function viewWallets(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<Wallets | undefined> {
  const licence = await findOwnLicence(services, actor, entryId);
  if (licence === undefined || actor.physicianId === null) return undefined;
  const now = services.clock.now();
  const [entry, rows] = await Promise.all([
    services.database.row(findEntry, entryId),
    services.database.rows(findInstances, actor.physicianId, entryId, now.toString()),
  ]);
  const keys = services.issuerKeys.list();
  const inWallets = rows.map((row) => ({ ...row, state: walletState(row, keys, now) }));
  return entry === undefined ? undefined : { licence, refusals: walletRefusals(entry), inWallets };
}

/** 停用: what is in that wallet is invalid from the next status list on, for good. */
export async function stopWallet(
  services: Services,
  { accountId, physicianId, name }: PersonActor,
  entryId: string,
  instanceId: string,
): Promise<Outcome<string>> {
  if (physicianId === null || !isUuid(entryId) || !isUuid(instanceId)) return notFound;
  const at = services.clock.now().toString();
  return transaction<Outcome<string>>(services.database, async (tx) => {
    const stopped = await tx.row(revokeInstance, instanceId, physicianId, entryId, at);
    if (stopped === undefined) {
      const own = await tx.row(isOwnInstance, instanceId, physicianId, entryId);
      return own === undefined ? notFound : refuse(refusal('wallet.stopped'));
    }
    const what = ['credentialStopped', 'register_entry', entryId, '', JSON.stringify({ instanceId })] as const;
    await tx.row(recordInLedger, at, accountId, name, '', ...what);
    return done('');
  });
}
