import type { LetterText } from '../domain/procedure/letters.ts';
import { statement } from './database.ts';
import { sealingDetail } from './sealedDocuments.ts';

/** Records of sealing, held against their files a few at a time. */
const papersAtOnce = 200;

interface SealingRecord {
  readonly id: string;
  readonly version: number;
  readonly identifier: string;
  readonly contentSha256: string;
  readonly digest: string;
  readonly test: boolean;
  readonly certificateSha256: string;
  /** Null: recorded, and not signed (yet). */
  readonly pdfKey: string | null;
  readonly pdfSha256: string | null;
  readonly sm2Signature: string | null;
  readonly sm2PublicKey: string | null;
  /** It has one row of the ledger, which tells the same of all its parts (those of before the letters were sealed tell of no letter). */
  readonly booked: boolean;
}

/** With what the register and the log hold of the event it was made from; null: they hold nothing. */
export interface LicenceRecord extends SealingRecord {
  readonly kind: 'licence';
  readonly entryId: string;
  readonly registerVersion: number;
  readonly metadata: string;
  /** 查验码 */
  readonly verificationCode: string | null;
  readonly leafIndex: number | null;
  readonly leafCommitment: Uint8Array | null;
}

export interface LetterRecord extends SealingRecord {
  readonly kind: 'letter';
  readonly letter: {
    readonly number: string;
    readonly content: LetterText;
    readonly pdfKey: string | null;
    readonly pdfSha256: string | null;
  } | null;
}

export type PaperRecord = LicenceRecord | LetterRecord;

export const pageOfPapers = statement<PaperRecord, readonly [afterId: string]>(
  'paperVerification.page',
  `SELECT d.id, d.kind, d.version, d.identifier, d.content_sha256 AS "contentSha256", d.digest, d.test, d.certificate_sha256 AS "certificateSha256",
     d.pdf_key AS "pdfKey", d.pdf_sha256 AS "pdfSha256", d.sm2_signature AS "sm2Signature", d.sm2_public_key AS "sm2PublicKey",
     (SELECT count(*) = 1 AND bool_and(jsonb_build_object('letter', NULL) || l.detail = ${sealingDetail('d')}) FROM ledger l
       WHERE (l.subject_type, l.subject_id, l.action) = ('sealed_document', d.id::text, 'sealPaper')) AS booked,
     d.entry_id AS "entryId", d.register_version AS "registerVersion", d.metadata, e.verification_code AS "verificationCode",
     f.index AS "leafIndex", f.commitment AS "leafCommitment",
     CASE WHEN t.id IS NOT NULL THEN json_build_object('number', t.number, 'content', t.content, 'pdfKey', t.pdf_key, 'pdfSha256', t.pdf_sha256) END
       AS letter
   FROM sealed_document d LEFT JOIN register_entry e ON e.id = d.entry_id
   LEFT JOIN log_leaf f ON f.entry_id = d.entry_id AND f.event_seq = d.register_version LEFT JOIN letter t ON t.id = d.letter_id
   WHERE d.id > $1 ORDER BY d.id LIMIT ${papersAtOnce}`,
);

/** A ledger row about a record of sealing that is not there any more. Planned as one that hardly ever finds anything. */
export const findLostPaper = statement<{ seq: number; identifier: string | null }>(
  'paperVerification.lost',
  `WITH booked AS MATERIALIZED (
     SELECT l.seq, l.subject_id AS id, l.detail ->> 'identifier' AS identifier FROM ledger l WHERE l.subject_type = 'sealed_document'
   )
   SELECT b.seq, b.identifier FROM booked b WHERE NOT EXISTS (SELECT FROM sealed_document d WHERE d.id::text = b.id) ORDER BY b.seq LIMIT 1`,
);
