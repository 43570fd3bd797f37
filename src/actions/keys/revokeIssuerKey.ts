import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

/**
 * A key was lost: nothing it ever signed is believed any more, and if it was the current one another takes its place at once. False:
 * there is no such key. The file of the keys comes first, for a lost key must not go on counting; broken off between, the command
 * is given again and the ledger has it then.
 */
export function revokeIssuerKey({ database, issuerKeys, clock }: Services, kid: string): Promise<boolean> {
  const at = clock.now().toString();
  return transaction(database, async (tx) => {
    const revoked = await issuerKeys.revoke(kid, at);
    if (revoked === undefined) return false;
    const detail = JSON.stringify({ revokedAt: revoked.revokedAt, current: issuerKeys.current().kid });
    await tx.row(recordInLedger, at, null, '命令行', '', 'issuerKeyRevoked', 'issuer_key', kid, '', detail);
    return true;
  });
}
