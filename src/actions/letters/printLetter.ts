import type { StoredLetter } from '../../store/letters.ts';
import { sha256 } from '../licence/readPaper.ts';
import type { Services } from '../services.ts';

/** The paper of a letter as it is sealed: the same letter gives the same bytes. `sample`: its seal proves nothing. */
export function printLetter(services: Services, letter: StoredLetter, sample: boolean): Promise<Uint8Array> {
  return print(services, letter, sample ? 'sample' : 'none');
}

/** The same for reading, as long as it has no seal; it says so across the page. */
export function printUnsealed(services: Services, letter: StoredLetter): Promise<Uint8Array> {
  return print(services, letter, 'unsealed');
}

function print(
  services: Services,
  { number, content }: StoredLetter,
  mark: 'none' | 'sample' | 'unsealed',
): Promise<Uint8Array> {
  const { kind, ...said } = content;
  return services.documents.pdf('letter', { ...said, number, mark, photo: null });
}

/** Of everything the letter says. */
export function contentSha256({ number, content }: Pick<StoredLetter, 'number' | 'content'>): string {
  const { kind, title, addressee, paragraphs, basis, remedies, issuer, issuedOn, copyTo } = content;
  const said = { number, kind, title, addressee, paragraphs, basis, remedies, issuer, issuedOn, copyTo };
  return sha256(JSON.stringify(said));
}
