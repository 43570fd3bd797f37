import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Entry, entryStatuses } from '../../domain/register/entry.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { dropOpenOffers, insertOffer } from '../../store/credentialOffers.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { lockEntry } from '../../store/register.ts';
import { transaction } from '../../store/transaction.ts';
import { countTry } from '../account/attempts.ts';
import { randomDigits } from '../account/codeHash.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { codeOfLink, digestOf, hashTxCode, randomSecret } from './walletSecrets.ts';

/** Minutes in which a wallet has to take it up, and tries it has with the six digits. */
export const offerMinutes = 5;
const [tries, offersADay] = [5, 20];

export interface LicenceOffer {
  /** What the picture leads to; told here and never again. */
  readonly link: string;
  /** The six digits, typed by hand into the wallet: whoever photographs the picture over a shoulder has nothing. */
  readonly txCode: string;
  readonly expiresAt: Temporal.Instant;
}

/** Why a licence is not given to a wallet now. */
export function walletRefusals({ status, licenceClaimedOn }: Pick<Entry, 'status' | 'licenceClaimedOn'>): Refusal[] {
  if (status !== 'practising') return [refusal('wallet.notInForce', undefined, { status: entryStatuses[status] })];
  return licenceClaimedOn === null ? [refusal('wallet.notClaimed')] : [];
}

/** 存入数字钱包: an offer for one wallet, for five minutes. One that was made before and not taken up is worth nothing any more. */
export async function offerLicence(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<Outcome<LicenceOffer>> {
  if (!isUuid(entryId)) return notFound;
  const now = services.clock.now();
  const expiresAt = now.add({ minutes: offerMinutes });
  const [link, txCode] = [randomSecret(), randomDigits()];
  const codeHash = digestOf(codeOfLink(services, link));
  const hashes = [digestOf(link), codeHash, hashTxCode(services, codeHash, txCode)] as const;
  return transaction<Outcome<LicenceOffer>>(services.database, async (tx) => {
    const entry = await lockEntry(tx, entryId);
    if (entry === undefined || entry.physicianId !== actor.physicianId) return notFound;
    const refusals = walletRefusals(entry);
    if (refusals.length > 0) return refuse(...refusals);
    const counted = { purpose: 'walletOffer', subject: entryId, most: offersADay, since: now.subtract({ hours: 24 }) };
    if (!(await countTry(services, counted, tx)).ok) return refuse(refusal('wallet.tooMany'));
    await tx.rows(dropOpenOffers, entryId);
    const { accountId, name } = actor;
    await tx.row(insertOffer, accountId, entryId, ...hashes, tries, now.toString(), expiresAt.toString());
    const what = ['credentialOffered', 'register_entry', entryId, '', '{}'] as const;
    await tx.row(recordInLedger, now.toString(), accountId, name, '', ...what);
    return done({ link, txCode, expiresAt });
  });
}
