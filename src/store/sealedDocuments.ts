import { statement } from './database.ts';

/** A record of sealing: what was to be signed, and where the paper lies once it has been. */
export interface SealedDocument {
  readonly id: string;
  readonly entryId: string;
  readonly version: number;
  readonly identifier: string;
  readonly contentSha256: string;
  readonly metadata: string;
  readonly digest: string;
  readonly certificateSha256: string;
  readonly timestamped: boolean;
  readonly recordedAt: string;
  readonly signedAt: string | null;
  readonly pdfKey: string | null;
  readonly pdfSha256: string | null;
}

const columns = `d.id, d.entry_id AS "entryId", d.version, d.identifier, d.content_sha256 AS "contentSha256", d.metadata, d.digest,
  d.certificate_sha256 AS "certificateSha256", d.timestamped, d.recorded_at AS "recordedAt", d.signed_at AS "signedAt",
  d.pdf_key AS "pdfKey", d.pdf_sha256 AS "pdfSha256"`;

/** The last of each entry. */
export const findLastSealed = statement<SealedDocument, readonly [entryIds: readonly string[]]>(
  'sealed.last',
  `SELECT DISTINCT ON (d.entry_id) ${columns} FROM sealed_document d WHERE d.entry_id = ANY ($1::uuid[])
   ORDER BY d.entry_id, d.version DESC`,
);

export const findSealedMetadata = statement<
  { metadata: string; sm2Signature: string | null; sm2PublicKey: string | null },
  readonly [id: string]
>(
  'sealed.metadata',
  `SELECT metadata, sm2_signature AS "sm2Signature", sm2_public_key AS "sm2PublicKey" FROM sealed_document WHERE id = $1`,
);

/** One paper that is about to be sealed. */
export interface NewSealing {
  readonly id: string;
  readonly entryId: string;
  readonly version: number;
  readonly registerVersion: number;
  readonly identifier: string;
  readonly contentSha256: string;
  readonly metadata: string;
  readonly digest: string;
  readonly provider: string;
  readonly test: boolean;
  readonly certificateSerial: string;
  readonly certificateSha256: string;
  readonly timestamped: boolean;
  readonly batchId: string | null;
  /** The time that stands in the paper. */
  readonly recordedAt: string;
}

/** What the ledger says of a record: enough of it that no part which a paper stands on can be changed unseen. `d` is the row. */
export function sealingDetail(d: string): string {
  const sha256 = `encode(sha256(convert_to(${d}.metadata, 'UTF8')), 'hex')`;
  return `jsonb_build_object('identifier', ${d}.identifier, 'version', ${d}.version, 'entry', ${d}.entry_id, 'letter', ${d}.letter_id, 'registerVersion', ${d}.register_version,
    'content', ${d}.content_sha256, 'metadata', ${sha256}, 'digest', ${d}.digest, 'provider', ${d}.provider, 'test', ${d}.test,
    'certificate', ${d}.certificate_serial, 'certificateSha256', ${d}.certificate_sha256, 'timestamped', ${d}.timestamped)`;
}

/**
 * Writes down what will be sealed, each with its row of the ledger. Left out: what has changed since it was read, is not in force,
 * or has been recorded by somebody else meanwhile.
 */
export const recordSealings = statement<
  { id: string },
  readonly [sealings: string, at: string, accountId: string | null, actorName: string, organisation: string]
>(
  'sealed.record',
  `WITH x AS (
    SELECT * FROM json_to_recordset($1::json) AS x("id" uuid, "entryId" uuid, "version" integer, "registerVersion" integer, "identifier" text,
      "contentSha256" text, "metadata" text, "digest" text, "provider" text, "test" boolean, "certificateSerial" text,
      "certificateSha256" text, "timestamped" boolean, "batchId" uuid, "recordedAt" timestamptz)
  ), added AS (
    INSERT INTO sealed_document (id, kind, entry_id, version, register_version, identifier, content_sha256, metadata, digest, provider, test,
      certificate_serial, certificate_sha256, timestamped, batch_id, recorded_at)
    SELECT x."id", 'licence', e.id, x."version", x."registerVersion", x."identifier", x."contentSha256", x."metadata", x."digest", x."provider",
      x."test", x."certificateSerial", x."certificateSha256", x."timestamped", x."batchId", x."recordedAt"
    FROM x JOIN register_entry e ON e.id = x."entryId" AND e.version = x."registerVersion" AND e.status = 'practising'
    ON CONFLICT (entry_id, version) DO NOTHING
    RETURNING *
  ), booked AS (
    INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, detail)
    SELECT $2, $3, $4, $5, 'sealPaper', 'sealed_document', a.id::text, ${sealingDetail('a')} FROM added a
  )
  SELECT id FROM added`,
);

/** Where a sealed paper lies. */
export interface Signed {
  readonly id: string;
  readonly pdfKey: string;
  readonly pdfSha256: string;
  readonly sm2Signature: string | null;
  readonly sm2PublicKey: string | null;
}

/** Once for each record: whoever comes second is not among the answers, and the first one's paper stays. */
export const markSigned = statement<{ id: string }, readonly [signed: string, at: string]>(
  'sealed.markSigned',
  `UPDATE sealed_document d SET signed_at = $2, pdf_key = x."pdfKey", pdf_sha256 = x."pdfSha256", sm2_signature = x."sm2Signature",
     sm2_public_key = x."sm2PublicKey"
   FROM json_to_recordset($1::json) AS x("id" uuid, "pdfKey" text, "pdfSha256" text, "sm2Signature" text, "sm2PublicKey" text)
   WHERE d.id = x."id" AND d.signed_at IS NULL RETURNING d.id`,
);
