-- Letters are sealed as licences are: the record of sealing first, then the paper.

ALTER TABLE sealed_document
  DROP CONSTRAINT sealed_document_kind_check,
  ADD CONSTRAINT sealed_document_kind_check CHECK (kind IN ('licence', 'letter')),
  ALTER COLUMN entry_id DROP NOT NULL,
  ALTER COLUMN register_version DROP NOT NULL,
  ALTER COLUMN metadata DROP NOT NULL,
  ADD COLUMN letter_id uuid REFERENCES letter,
  ADD UNIQUE (letter_id, version),
  ADD CHECK (num_nulls(entry_id, register_version, metadata) = CASE kind WHEN 'licence' THEN 0 ELSE 3 END),
  ADD CHECK ((letter_id IS NOT NULL) = (kind = 'letter'));
COMMENT ON COLUMN sealed_document.entry_id IS 'whose licence; null: a letter';
COMMENT ON COLUMN sealed_document.letter_id IS 'which letter; null: a licence';
COMMENT ON COLUMN sealed_document.identifier IS '电子证照标识 of a licence, 文书编号 of a letter';
COMMENT ON COLUMN sealed_document.version IS 'of a licence the version of 电子证照标识: one more each time it says something else or another seal seals it; of a letter: how often another seal was to seal it';
COMMENT ON COLUMN sealed_document.content_sha256 IS 'of everything the paper says, photo included: the same content gets no second paper';
COMMENT ON COLUMN sealed_document.metadata IS '证照元数据 (JSON) of a licence, byte for byte as it is handed out; null: a letter';
