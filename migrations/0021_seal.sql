-- The licence on paper: what is sealed is written down first, and papers can be made by the thousand.

ALTER TABLE authority ADD COLUMN credit_code char(18) CHECK (credit_code ~ '^[0-9A-Z]{18}$');
COMMENT ON COLUMN authority.credit_code IS '统一社会信用代码, the issuer in 电子证照标识; null: its region code stands there';

CREATE TABLE paper_batch (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid REFERENCES account,
  actor_name   text NOT NULL,
  organisation text NOT NULL,
  authority_path text,
  region_code  char(6) REFERENCES region,
  state        text NOT NULL CHECK (state IN ('waiting', 'running', 'done')),
  total        integer NOT NULL CHECK (total >= 0),
  made         integer NOT NULL DEFAULT 0,
  kept         integer NOT NULL DEFAULT 0,
  refused      integer NOT NULL DEFAULT 0,
  after_id     uuid,
  problem      text,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  CHECK ((state = 'done') = (ended_at IS NOT NULL))
);
COMMENT ON TABLE paper_batch IS '批量制证: the papers of all licences in force of an authority and those below it';
COMMENT ON COLUMN paper_batch.authority_path IS 'whose licences; null (command line): all';
COMMENT ON COLUMN paper_batch.region_code IS 'only authorities of this region and of those inside it; null: no such bound';
COMMENT ON COLUMN paper_batch.made IS 'sealed by this batch';
COMMENT ON COLUMN paper_batch.kept IS 'had a paper that still says the same';
COMMENT ON COLUMN paper_batch.refused IS 'cannot be printed: a character no font has, or no longer in force';
COMMENT ON COLUMN paper_batch.problem IS 'why it stands still for now; null while it moves';
COMMENT ON COLUMN paper_batch.after_id IS 'the last entry that is done: a batch that was killed goes on behind it';
CREATE UNIQUE INDEX paper_batch_one_open ON paper_batch (coalesce(authority_path, ''), coalesce(region_code, '')) WHERE ended_at IS NULL;
CREATE INDEX paper_batch_created ON paper_batch (created_at);
GRANT SELECT, INSERT ON paper_batch TO xinglin_app;
GRANT UPDATE (state, made, kept, refused, after_id, problem, ended_at) ON paper_batch TO xinglin_app;

CREATE TABLE sealed_document (
  id                  uuid PRIMARY KEY,
  kind                text NOT NULL CHECK (kind IN ('licence')),
  entry_id            uuid NOT NULL REFERENCES register_entry,
  version             integer NOT NULL CHECK (version BETWEEN 1 AND 999),
  register_version    integer NOT NULL,
  identifier          text NOT NULL,
  content_sha256      text NOT NULL,
  metadata            text NOT NULL,
  digest              text NOT NULL,
  provider            text NOT NULL,
  test                boolean NOT NULL,
  certificate_serial  text NOT NULL,
  certificate_sha256  text NOT NULL,
  timestamped         boolean NOT NULL,
  batch_id            uuid REFERENCES paper_batch,
  recorded_at         timestamptz NOT NULL,
  signed_at           timestamptz,
  pdf_key             text,
  pdf_sha256          text,
  sm2_signature       text,
  sm2_public_key      text,
  UNIQUE (entry_id, version),
  CHECK (num_nulls(signed_at, pdf_key, pdf_sha256) IN (0, 3)),
  CHECK ((sm2_signature IS NULL) = (sm2_public_key IS NULL))
);
COMMENT ON TABLE sealed_document IS '用印记录: what is sealed, written before the seal signs it; afterwards only where the sealed paper lies';
COMMENT ON COLUMN sealed_document.version IS 'of 电子证照标识: one more each time the licence says something else or another seal seals it';
COMMENT ON COLUMN sealed_document.register_version IS 'the version of the entry it was made from';
COMMENT ON COLUMN sealed_document.content_sha256 IS 'of everything the paper says, photo included: the same content gets no second paper';
COMMENT ON COLUMN sealed_document.metadata IS '证照元数据 (JSON), byte for byte as it is handed out';
COMMENT ON COLUMN sealed_document.digest IS 'SHA-256 of the bytes of the PDF that the signature covers';
COMMENT ON COLUMN sealed_document.test IS 'sealed by a seal that proves nothing: the paper carries 测试样例';
COMMENT ON COLUMN sealed_document.signed_at IS 'null: recorded, and not (yet) sealed';
COMMENT ON COLUMN sealed_document.sm2_signature IS 'SM2 with SM3 over metadata, DER in hexadecimal; null where no SM2 key is set';
COMMENT ON COLUMN sealed_document.sm2_public_key IS 'uncompressed point in hexadecimal';
CREATE INDEX sealed_document_batch ON sealed_document (batch_id) WHERE batch_id IS NOT NULL;
GRANT SELECT, INSERT ON sealed_document TO xinglin_app;
GRANT UPDATE (signed_at, pdf_key, pdf_sha256, sm2_signature, sm2_public_key) ON sealed_document TO xinglin_app;
CREATE FUNCTION keep_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.signed_at IS NOT NULL OR NEW.signed_at IS NULL
    OR to_jsonb(OLD) - '{signed_at,pdf_key,pdf_sha256,sm2_signature,sm2_public_key}'::text[]
      <> to_jsonb(NEW) - '{signed_at,pdf_key,pdf_sha256,sm2_signature,sm2_public_key}'::text[] THEN
    RAISE EXCEPTION 'the record of sealing % is not rewritten', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_sealed BEFORE UPDATE ON sealed_document FOR EACH ROW EXECUTE FUNCTION keep_sealed();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON sealed_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
