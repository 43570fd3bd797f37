import { statement } from './database.ts';
import { type SealedDocument, sealingDetail } from './sealedDocuments.ts';

/** The record of sealing a letter; `identifier` is its 文书编号, `recordedAt` the time that stands in the paper. */
export interface LetterSealing
  extends Omit<SealedDocument, 'entryId' | 'metadata' | 'signedAt' | 'pdfKey' | 'pdfSha256'> {
  readonly letterId: string;
}

export const findLastLetterSealing = statement<LetterSealing, readonly [letterId: string]>(
  'sealedLetter.last',
  `SELECT d.id, d.letter_id AS "letterId", d.version, d.identifier, d.content_sha256 AS "contentSha256", d.digest,
     d.certificate_sha256 AS "certificateSha256", d.timestamped, d.recorded_at AS "recordedAt"
   FROM sealed_document d WHERE d.letter_id = $1 ORDER BY d.version DESC LIMIT 1`,
);

export interface NewLetterSealing extends LetterSealing {
  readonly provider: string;
  readonly test: boolean;
  readonly certificateSerial: string;
}

/** Writes down what will be sealed, with its row of the ledger. Nothing is answered when somebody else has recorded it meanwhile. */
export const recordLetterSealing = statement<{ id: string }, readonly [sealing: string, organisation: string]>(
  'sealedLetter.record',
  `WITH added AS (
    INSERT INTO sealed_document (id, kind, letter_id, version, identifier, content_sha256, digest, provider, test, certificate_serial,
      certificate_sha256, timestamped, recorded_at)
    SELECT x."id", 'letter', x."letterId", x."version", x."identifier", x."contentSha256", x."digest", x."provider", x."test",
      x."certificateSerial", x."certificateSha256", x."timestamped", x."recordedAt"
    FROM json_to_record($1::json) AS x("id" uuid, "letterId" uuid, "version" integer, "identifier" text, "contentSha256" text, "digest" text,
      "provider" text, "test" boolean, "certificateSerial" text, "certificateSha256" text, "timestamped" boolean, "recordedAt" timestamptz)
    ON CONFLICT (letter_id, version) DO NOTHING RETURNING *
  ), booked AS (
    INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id, detail)
    SELECT a.recorded_at, '系统', $2, 'sealPaper', 'sealed_document', a.id::text, ${sealingDetail('a')} FROM added a
  )
  SELECT id FROM added`,
);
