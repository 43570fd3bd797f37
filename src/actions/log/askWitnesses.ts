import { formatAddCheckpoint } from '../../domain/log/addCheckpoint.ts';
import { consistencyRanges } from '../../domain/log/merkle.ts';
import { formatSignature, readNote, readSignatures, readTreeSize } from '../../domain/log/note.ts';
import { isSignatureBy } from '../../outside/log/noteKey.ts';
import { sendCheckpoint, type Witness } from '../../outside/log/witness.ts';
import { insertCosignature, type LogHead, lastCosigned } from '../../store/log.ts';
import type { Services } from '../services.ts';
import { readStanding } from './readStanding.ts';
import { rangeHashes } from './readTiles.ts';
import { showCosignatures } from './showCosignatures.ts';

export interface Witnessing {
  readonly signed: readonly string[];
  readonly failures: readonly { readonly witness: string; readonly reason: string }[];
}

/** Has the newest checkpoint signed by the witnesses that have not yet, and shows it with what they signed. */
export async function askWitnesses(services: Services): Promise<Witnessing> {
  const { database, publicLog } = services;
  const { kind, head } = await readStanding(database, publicLog);
  if (head === undefined || kind !== 'even') return { signed: [], failures: [] };
  const [signed, failures]: [string[], { witness: string; reason: string }[]] = [[], []];
  for (const witness of publicLog.witnesses) {
    const reason = await askOne(services, witness, head).catch((error: unknown) => String(error));
    if (reason === 'signed') signed.push(witness.key.name);
    else if (reason !== 'signedBefore') failures.push({ witness: witness.key.name, reason });
  }
  // Also what was recorded before and could not be shown then: somebody else held the log, or the program was killed.
  await showCosignatures(services, head);
  return { signed, failures };
}

/** `signed`, `signedBefore`, or why not. */
async function askOne(services: Services, witness: Witness, head: LogHead): Promise<string> {
  const { database, publicLog, clock } = services;
  const last = (await database.row(lastCosigned, witness.key.name))?.size ?? 0;
  if (last === head.size) return 'signedBefore';
  let answer = await send(publicLog.folder, witness, head, last);
  const known = answer.status === 409 ? readTreeSize(answer.text.trimEnd()) : undefined;
  if (known !== undefined && known > head.size) return `it has seen ${known} leaves, we have ${head.size}`;
  if (known !== undefined && known !== last) answer = await send(publicLog.folder, witness, head, known);
  if (answer.status !== 200) return `status ${answer.status}`;
  const text = readNote(head.note)?.text ?? '';
  const { name, keyId } = witness.key;
  const line = readSignatures(answer.text)?.find((one) => one.name === name && one.keyId === keyId);
  if (line === undefined || !isSignatureBy(witness.key, text, line)) return 'it did not sign with its key';
  await database.row(insertCosignature, head.size, name, formatSignature(line), clock.now().toString());
  return 'signed';
}

async function send(folder: Services['publicLog']['folder'], witness: Witness, head: LogHead, old: number) {
  const proof = await rangeHashes(folder, consistencyRanges(old, head.size), head.size);
  if (proof === undefined) throw new Error('the tiles of the log are not there');
  return sendCheckpoint(witness, formatAddCheckpoint({ old, proof, noteText: head.note }));
}
