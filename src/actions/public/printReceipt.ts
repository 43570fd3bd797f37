import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { receiptNotes, receiptRows } from '../../domain/register/receiptWords.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { UncoveredCharacters } from '../../outside/documents/documentRenderer.ts';
import { qrPicture } from '../../outside/documents/qrPicture.ts';
import { Busy } from '../../outside/turnstile.ts';
import type { Services } from '../services.ts';
import type { GenuineReceipt } from './checkReceipt.ts';

export type PrintedReceipt =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array }
  /** The fonts lack these 生僻字: the paper must not name anybody by an empty box. */
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] }
  | { readonly kind: 'busy' }
  | { readonly kind: 'tooMany' };

/**
 * 执业情况证明 on paper; the QR code leads to `address`, where it can be compared. Papers of all kinds wait in one queue: each that is
 * printed counts against what a network may ask.
 */
export async function printReceipt(
  services: Services,
  { number, madeAt, question, answer }: GenuineReceipt,
  address: string,
  network: string,
): Promise<PrintedReceipt> {
  if (!services.checks.take(network)) return { kind: 'tooMany' };
  const time = madeAt.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString({ smallestUnit: 'second' });
  try {
    const pdf = await services.documents.pdf('receipt', {
      number: groupByFours(number),
      madeAt: `${formatDate(chinaDate(madeAt))} ${time}(北京时间)`,
      rows: receiptRows(question, answer),
      notes: receiptNotes({ question, answer, madeAt }),
      address,
      qr: qrPicture(address),
      sample: services.demo,
      photo: null,
    });
    return { kind: 'pdf', pdf };
  } catch (error) {
    if (error instanceof Busy) return { kind: 'busy' };
    if (error instanceof UncoveredCharacters) return { kind: 'uncovered', characters: error.characters };
    throw error;
  }
}
