import { type CheckedText, readCheckedText } from '../../domain/issuing/checkedText.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { readQrPicture } from '../../outside/qrPicture.ts';
import { Busy } from '../../outside/turnstile.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** Something of ours that can be checked. */
export type Checkable = Extract<CheckedText, { kind: 'code' | 'live' | 'share' | 'credential' }>;

/** What was scanned or typed, if it is of this register; an address of somebody else's is never followed. */
export function checkCode({ publicUrl }: Pick<Services, 'publicUrl'>, text: string): Outcome<Checkable> {
  const read = readCheckedText(text, new URL(publicUrl).origin);
  switch (read.kind) {
    case 'empty':
      return refuse(refusal('verify.nothing'));
    case 'foreign':
      return refuse(refusal('verify.foreign'));
    case 'unreadable':
      return refuse(refusal('verify.unreadable'));
    case 'code':
    case 'live':
    case 'share':
    case 'credential':
      return done(read);
    default:
      return unknownKind(read);
  }
}

/**
 * The same for a picture of a code, or a licence as a file of text. Reading pictures is work: each counts against what a
 * network may ask.
 */
export async function checkFile(
  services: Pick<Services, 'publicUrl' | 'checks'>,
  file: Uint8Array,
  network: string,
): Promise<Outcome<Checkable>> {
  if (!services.checks.take(network)) return refuse(refusal('verify.tooMany'));
  try {
    const read = await readQrPicture(file);
    return read.ok ? checkCode(services, read.text) : refuse(refusal(read.code, 'file'));
  } catch (error) {
    if (error instanceof Busy) return refuse(refusal('verify.busy', 'file'));
    throw error;
  }
}

function unknownKind(kind: never): never {
  throw new Error(`unknown kind of text ${JSON.stringify(kind)}`);
}
