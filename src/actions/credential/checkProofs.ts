import { type HolderKey, readKeyProof } from '../../outside/issuing/keyProof.ts';
import type { Services } from '../services.ts';
import { isNonce } from './walletSecrets.ts';

/** Keys a wallet may bring at once: it shows another copy each time, and nobody can tell that they are of one licence. */
export const mostCopies = 10;

/** Seconds by which the clock of a wallet may differ. */
const allowance = 300;

export interface CheckedProofs {
  readonly keys: readonly HolderKey[];
  readonly nonces: readonly string[];
}

/** Every proof must hold, each for a key of its own, fresh and made for this issuer; the nonces are still to be used up. */
export async function checkProofs(
  services: Services,
  proofs: readonly string[],
): Promise<CheckedProofs | { readonly error: 'invalid_proof' | 'invalid_nonce' }> {
  if (proofs.length === 0 || proofs.length > mostCopies) return { error: 'invalid_proof' };
  const now = services.clock.now().epochMilliseconds / 1000;
  const [keys, nonces] = [new Map<string, HolderKey>(), new Set<string>()];
  for (const proof of proofs) {
    const read = await readKeyProof(proof);
    if (read === undefined || read.aud !== services.publicUrl || Math.abs(now - read.iat) > allowance)
      return { error: 'invalid_proof' };
    const point = `${read.key.x} ${read.key.y}`;
    if (read.nonce === undefined || keys.has(point)) return { error: 'invalid_proof' };
    if (!isNonce(services, read.nonce)) return { error: 'invalid_nonce' };
    keys.set(point, read.key);
    nonces.add(read.nonce);
  }
  return { keys: [...keys.values()], nonces: [...nonces] };
}
