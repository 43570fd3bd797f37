import { statement } from './database.ts';
import { sealingDetail } from './sealedDocuments.ts';

/** Records of sealing, held against their files a few at a time. */
const papersAtOnce = 200;

/** A record of sealing with what the ledger and the log hold of it; null: they hold nothing. */
export interface PaperRecord {
  readonly id: string;
  readonly entryId: string;
  readonly version: number;
  readonly registerVersion: number;
  readonly identifier: string;
  readonly metadata: string;
  readonly digest: string;
  readonly test: boolean;
  readonly certificateSha256: string;
  readonly sm2Signature: string | null;
  readonly sm2PublicKey: string | null;
  /** Null: recorded, and not signed (yet). */
  readonly pdfKey: string | null;
  readonly pdfSha256: string | null;
  /** 查验码 */
  readonly verificationCode: string | null;
  /** All that its ledger row tells is so. */
  readonly booked: boolean;
  /** The leaf of the event it was made from. */
  readonly leafIndex: number | null;
  readonly leafCommitment: Uint8Array | null;
}

export const pageOfPapers = statement<PaperRecord, readonly [afterId: string]>(
  'paperVerification.page',
  `SELECT d.id, d.entry_id AS "entryId", d.version, d.register_version AS "registerVersion", d.identifier, d.metadata, d.digest, d.test,
     d.certificate_sha256 AS "certificateSha256", d.sm2_signature AS "sm2Signature", d.sm2_public_key AS "sm2PublicKey",
     d.pdf_key AS "pdfKey", d.pdf_sha256 AS "pdfSha256", e.verification_code AS "verificationCode",
     EXISTS (SELECT FROM ledger l WHERE (l.subject_type, l.subject_id, l.action) = ('sealed_document', d.id::text, 'sealPaper')
       AND l.detail <@ ${sealingDetail('d')}) AS booked, f.index AS "leafIndex", f.commitment AS "leafCommitment"
   FROM sealed_document d LEFT JOIN register_entry e ON e.id = d.entry_id
   LEFT JOIN log_leaf f ON f.entry_id = d.entry_id AND f.event_seq = d.register_version
   WHERE d.id > $1 ORDER BY d.id LIMIT ${papersAtOnce}`,
);

/** A ledger row about a record of sealing that is not there any more. Planned as one that hardly ever finds anything. */
export const findLostPaper = statement<{ seq: number; identifier: string | null }>(
  'paperVerification.lost',
  `WITH booked AS MATERIALIZED (
     SELECT l.seq, l.subject_id::uuid AS id, l.detail ->> 'identifier' AS identifier FROM ledger l WHERE l.subject_type = 'sealed_document'
   )
   SELECT b.seq, b.identifier FROM booked b WHERE NOT EXISTS (SELECT FROM sealed_document d WHERE d.id = b.id) ORDER BY b.seq LIMIT 1`,
);
