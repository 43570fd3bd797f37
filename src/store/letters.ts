import type { LetterKind, LetterText } from '../domain/procedure/letters.ts';
import { statement } from './database.ts';

/** A letter of a file, as the lists show it. */
export interface LetterRow {
  readonly id: string;
  readonly number: string;
  readonly kind: LetterKind;
  readonly title: string;
  readonly issuedAt: string;
}

export const findLetters = statement<LetterRow, readonly [applicationId: string]>(
  'letter.ofApplication',
  `SELECT id, number, kind, title, issued_at AS "issuedAt" FROM letter WHERE application_id = $1 ORDER BY version, number`,
);

/** A letter with what it says and where its paper lies. Whose it is has been asked of the application. */
export interface StoredLetter {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly content: LetterText;
  readonly pdfKey: string | null;
  readonly pdfSha256: string | null;
}

const letterColumns = `id, number, application_id AS "applicationId", content, pdf_key AS "pdfKey", pdf_sha256 AS "pdfSha256"`;

export const findLetter = statement<StoredLetter, readonly [id: string]>(
  'letter.find',
  `SELECT ${letterColumns} FROM letter WHERE id = $1`,
);

/**
 * The next letter whose paper has not been archived, one that failed after all others; held by this transaction so that no other instance
 * seals it too, and so that its record of sealing can be committed beside it, which refers to it.
 */
export const claimUnarchived = statement<StoredLetter>(
  'letter.claimUnarchived',
  `SELECT ${letterColumns} FROM letter WHERE pdf_key IS NULL ORDER BY tries, issued_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
);

export const markArchived = statement<{ id: string }, readonly [id: string, pdfKey: string, sha256: string]>(
  'letter.markArchived',
  'UPDATE letter SET pdf_key = $2, pdf_sha256 = $3 WHERE id = $1 AND pdf_key IS NULL RETURNING id',
);

export const countFailure = statement<{ id: string }, readonly [id: string]>(
  'letter.countFailure',
  'UPDATE letter SET tries = tries + 1 WHERE id = $1 RETURNING id',
);
