import type { InclusionProof } from '../../domain/log/proof.ts';
import { insertNotice } from '../../store/accounts.ts';
import { insertInstance } from '../../store/credentialInstances.ts';
import { findByToken, settleOffer, type TakenOffer, useNonce } from '../../store/credentialOffers.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findOwnLicence } from '../../store/licences.ts';
import { lockEntry } from '../../store/register.ts';
import { transaction } from '../../store/transaction.ts';
import { proveEventNow } from '../log/proveEventNow.ts';
import type { Services } from '../services.ts';
import { type CheckedProofs, checkProofs } from './checkProofs.ts';
import { walletRefusals } from './offerLicence.ts';
import { credentialEnd, signLicence } from './signLicence.ts';
import { newStatusReference } from './statusReference.ts';
import { digestOf } from './walletSecrets.ts';

/** Error codes of the credential endpoint (OpenID4VCI 8.3.1, RFC 6750). */
export type CredentialError = 'invalid_token' | 'invalid_proof' | 'invalid_nonce' | 'credential_request_denied';

export type Issued = { readonly credentials: readonly string[] } | { readonly error: CredentialError };

/** Rolls back everything that was written. */
class Refusing extends Error {
  readonly error: CredentialError;

  constructor(error: CredentialError) {
    super(error);
    this.error = error;
  }
}

/** The licence for each key a wallet has proven to hold, all or none; a token is good for one answer. */
export async function issueCredential(services: Services, token: string, proofs: readonly string[]): Promise<Issued> {
  const offer = await services.database.row(findByToken, digestOf(token), services.clock.now().toString());
  if (offer === undefined) return { error: 'invalid_token' };
  const checked = await checkProofs(services, proofs);
  if ('error' in checked) return checked;
  const proof = (await proveEventNow(services, { entryId: offer.entryId })) ?? null;
  try {
    return await transaction(services.database, (tx) => issue(services, tx, offer, checked, proof));
  } catch (error) {
    if (error instanceof Refusing) return { error: error.error };
    throw error;
  }
}

async function issue(
  services: Services,
  tx: Queryable,
  offer: TakenOffer,
  { keys, nonces }: CheckedProofs,
  proof: InclusionProof | null,
): Promise<Issued> {
  const at = services.clock.now();
  const { id: offerId, accountId, entryId } = offer;
  // Held, so that what is given says what the register says when it is given.
  const entry = await lockEntry(tx, entryId);
  if (entry === undefined || walletRefusals(entry).length > 0) throw new Refusing('credential_request_denied');
  for (const nonce of nonces)
    if ((await tx.row(useNonce, digestOf(nonce), at.toString())) === undefined) throw new Refusing('invalid_nonce');
  const signer = services.issuerKeys.current();
  const given = [entryId, accountId, keys.length, at.toString(), credentialEnd(at).toString(), signer.kid] as const;
  const instance = await tx.row(insertInstance, ...given);
  const licence = await tx.row(findOwnLicence, entry.physicianId, entryId);
  if (instance === undefined || licence === undefined) throw new Error(`entry ${entryId} has no face`);
  if ((await tx.row(settleOffer, offerId, instance.id, at.toString())) === undefined)
    throw new Refusing('invalid_token');
  const credentials: string[] = [];
  for (const key of keys) {
    const status = await newStatusReference(services, tx, entryId, instance.id);
    credentials.push(await signLicence(services, key, status, { licence, at, proof, signer }));
  }
  const detail = JSON.stringify({ instanceId: instance.id, copies: keys.length });
  const what = ['credentialIssued', 'register_entry', entryId, '', detail] as const;
  await tx.row(recordInLedger, at.toString(), accountId, licence.name, '', ...what);
  const words = '您的执业电子证照已存入一个数字钱包。不是您本人操作的,请立即到“存入数字钱包”页面停用,并修改密码。';
  await tx.row(insertNotice, accountId, null, '证照已存入数字钱包', words, at.toString());
  return { credentials };
}
