-- Letters: what an authority has to say in writing, numbered, kept as it was sent and readable by both sides for ever.

CREATE SEQUENCE letter_number;
COMMENT ON SEQUENCE letter_number IS 'serial of 文书编号; unique, with gaps where a step was refused';
GRANT USAGE ON SEQUENCE letter_number TO xinglin_app;

CREATE TABLE letter (
  id             uuid PRIMARY KEY,
  number         text NOT NULL UNIQUE,
  kind           text NOT NULL,
  application_id uuid NOT NULL REFERENCES application,
  version        integer NOT NULL,
  title          text NOT NULL,
  content        jsonb NOT NULL,
  issued_at      timestamptz NOT NULL,
  pdf_key        text,
  pdf_sha256     text,
  tries          integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE letter IS '文书: 受理、补正、不予受理、决定书、注销公告; written with the step, its paper archived at once after it';
COMMENT ON COLUMN letter.version IS 'the step of the application that made it';
COMMENT ON COLUMN letter.content IS 'everything the paper says, ready to print; never changed';
COMMENT ON COLUMN letter.tries IS 'how often setting its paper has failed: such a letter lets the others go first';
COMMENT ON COLUMN letter.pdf_key IS 'the archived paper in object storage; null until it has been set';
CREATE INDEX letter_application ON letter (application_id);
CREATE INDEX letter_unarchived ON letter (tries, issued_at) WHERE pdf_key IS NULL;
GRANT SELECT, INSERT ON letter TO xinglin_app;
-- Once archived a letter stays as it is.
GRANT UPDATE (pdf_key, pdf_sha256, tries) ON letter TO xinglin_app;
CREATE FUNCTION keep_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.pdf_key IS NOT NULL THEN
    RAISE EXCEPTION 'letter % is archived', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_archived BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION keep_archived();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON letter FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
