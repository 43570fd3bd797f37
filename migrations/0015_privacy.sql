-- Who has looked at whose data, told to that person: the office held at that moment, and the whole numbers shown on request.

ALTER TABLE read_log
  ADD COLUMN role text NOT NULL DEFAULT '',
  ADD COLUMN institution_id uuid,
  ADD COLUMN authority_id uuid,
  ADD COLUMN field text CHECK (field IN ('idNumber', 'certificateNo', 'phone', 'form')),
  ADD COLUMN reason text,
  ADD CHECK ((field IS NULL) = (reason IS NULL));
COMMENT ON COLUMN read_log.role IS 'role of the reader at that moment; empty in rows older than this column';
COMMENT ON COLUMN read_log.institution_id IS 'institution the reader worked for; no reference, so that the record outlives it';
COMMENT ON COLUMN read_log.authority_id IS 'authority the reader worked for';
COMMENT ON COLUMN read_log.field IS 'which whole number was shown on request; null: an ordinary reading, numbers masked';
COMMENT ON COLUMN read_log.reason IS 'why the whole number was asked for, as chosen and written by the reader';
-- The budget of a day and the lists of an organisation; ordinary readings are not in them.
CREATE INDEX read_log_reveals ON read_log (account_id, at) WHERE field IS NOT NULL;
CREATE INDEX read_log_institution ON read_log (institution_id, id) WHERE field IS NOT NULL;
CREATE INDEX read_log_authority ON read_log (authority_id, id) WHERE field IS NOT NULL;
-- Readings of a request whose person is not in any roster yet, found by the request.
CREATE INDEX read_log_subject ON read_log (subject_id) WHERE physician_id IS NULL;

-- A photo that nobody refers to any more is found and removed without reading every file and entry.
CREATE INDEX application_photo ON application (photo_id) WHERE photo_id IS NOT NULL;
CREATE INDEX register_entry_photo ON register_entry (photo_id) WHERE photo_id IS NOT NULL;
COMMENT ON COLUMN message.recipient IS 'emptied with subject and text when its time of keeping is over (docs/security/retention.md)';
