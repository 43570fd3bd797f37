import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

/** Another key signs from now on; the ledger says which took the place of which. */
export function rotateIssuerKey({ database, issuerKeys, clock }: Services): Promise<void> {
  const at = clock.now().toString();
  return transaction(database, async (tx) => {
    const before = issuerKeys.current().kid;
    const { kid } = await issuerKeys.rotate(at);
    const what = ['issuerKeyRotated', 'issuer_key', kid, '', JSON.stringify({ before })] as const;
    await tx.row(recordInLedger, at, null, '命令行', '', ...what);
  });
}
