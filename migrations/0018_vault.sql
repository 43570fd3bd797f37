-- ID numbers, certificate numbers, phones and everything that contains them are sealed at rest (docs/decisions/0017). What older
-- rows hold in clear is sealed by the program right after this file, which then drops the columns that held it.

CREATE TABLE data_key (
  id       text PRIMARY KEY,
  use      text NOT NULL CHECK (use IN ('seal', 'index')),
  noted_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE data_key IS 'ids of the keys with which this database is sealed: a program that does not have them does not start';
COMMENT ON COLUMN data_key.id IS 'follows from the key by HMAC and says nothing about it';
CREATE UNIQUE INDEX data_key_one_index ON data_key (use) WHERE use = 'index';
GRANT SELECT ON data_key TO xinglin_app;

-- Whatever is not sealed does not come in.
CREATE DOMAIN sealed AS text CHECK (VALUE ~ '^x1\.[0-9a-f]{12}\.[A-Za-z0-9_-]+$');
COMMENT ON DOMAIN sealed IS 'AES-256-GCM, bound to table, column and row: x1.KEYID.base64url';

ALTER TABLE account
  ADD COLUMN id_number_sealed sealed,
  ADD COLUMN id_number_index bytea,
  ADD COLUMN phone_sealed sealed,
  ADD COLUMN phone_index bytea,
  ADD COLUMN email_sealed sealed,
  ADD CHECK ((id_number_sealed IS NULL) = (id_number_index IS NULL)),
  ADD CHECK ((phone_sealed IS NULL) = (phone_index IS NULL));
COMMENT ON COLUMN account.id_number_index IS 'blind index (HMAC-SHA-256), the same for the same number in physician';
COMMENT ON COLUMN account.phone_index IS 'blind index (HMAC-SHA-256)';
DROP INDEX account_person_id_number, account_person_phone;
CREATE UNIQUE INDEX account_person_id_number ON account (id_number_index, id_type) WHERE "end" = 'person' AND active;
CREATE UNIQUE INDEX account_person_phone ON account (phone_index) WHERE "end" = 'person' AND active AND phone_verified_at IS NOT NULL;

ALTER TABLE physician
  ADD COLUMN id_number_sealed sealed,
  ADD COLUMN id_number_index bytea,
  ADD UNIQUE (id_number_index, id_type);
COMMENT ON COLUMN physician.id_number_index IS 'blind index (HMAC-SHA-256), the same for the same number in account';
ALTER TABLE qualification
  ADD COLUMN certificate_no_sealed sealed,
  ADD COLUMN certificate_no_index bytea UNIQUE;
COMMENT ON COLUMN qualification.certificate_no_index IS 'blind index (HMAC-SHA-256)';

ALTER TABLE correction_request
  ADD COLUMN certificate_no_sealed sealed,
  ADD COLUMN words_sealed sealed,
  ADD COLUMN answer_sealed sealed;
ALTER TABLE message
  ADD COLUMN recipient_sealed sealed,
  ADD COLUMN text_sealed sealed,
  ADD COLUMN code_sealed sealed;
COMMENT ON COLUMN message.recipient_sealed IS 'emptied with subject and text when its time of keeping is over (docs/security/retention.md)';
ALTER TABLE staff_invitation
  ADD COLUMN phone_sealed sealed,
  ADD COLUMN email_sealed sealed,
  ADD COLUMN id_number_sealed sealed;
ALTER TABLE email_confirmation ADD COLUMN email_sealed sealed;
ALTER TABLE account_recovery ADD COLUMN phone_sealed sealed;
COMMENT ON COLUMN account_recovery.phone_sealed IS 'the new number, proven by a code read out at the counter';
ALTER TABLE identity_dispute ADD COLUMN phone_sealed sealed;
COMMENT ON COLUMN identity_dispute.phone_sealed IS 'of the claimant, proven by a code; where they are told';
ALTER TABLE dispute_statement ADD COLUMN words_sealed sealed;
COMMENT ON COLUMN dispute_statement.words_sealed IS 'what the side says; null: not yet';
ALTER TABLE import_batch ADD COLUMN file_name_sealed sealed;
COMMENT ON COLUMN import_batch.file_name_sealed IS 'as the clerk has called it: often somebody''s name and number';
ALTER TABLE import_refusal
  ADD COLUMN value_sealed sealed,
  ADD COLUMN cells_sealed sealed;
COMMENT ON COLUMN import_refusal.cells_sealed IS 'the line as it stood in the file, a JSON list';

ALTER TABLE application
  ADD COLUMN answers_sealed sealed,
  ADD COLUMN draft_sealed sealed,
  ADD COLUMN draft_institution_id uuid,
  ADD COLUMN draft_photo_id uuid;
UPDATE application SET draft_institution_id = (draft ->> 'institutionId')::uuid, draft_photo_id = (draft ->> 'photoId')::uuid WHERE draft IS NOT NULL;
COMMENT ON COLUMN application.answers_sealed IS 'what the form says, JSON; null: nothing';
COMMENT ON COLUMN application.draft_sealed IS 'what the applicant is typing, JSON {answers, institutionId, photoId}; not part of the file until submitted';
COMMENT ON COLUMN application.draft_institution_id IS 'the institution of the draft, beside it because steps look it up';
COMMENT ON COLUMN application.draft_photo_id IS 'the photo of the draft, beside it because a photo that nobody refers to is removed';
ALTER TABLE application_event ADD COLUMN answers_sealed sealed;
COMMENT ON COLUMN application_event.answers_sealed IS 'answers of the event, which belong to it as if they stood in it';
ALTER TABLE register_entry ADD COLUMN contact_sealed sealed;
COMMENT ON COLUMN register_entry.contact_sealed IS 'phone, mail and address as the institution approved them, JSON; never public; null: none';
ALTER TABLE register_event ADD COLUMN contact_sealed sealed;
COMMENT ON COLUMN register_event.contact_sealed IS 'contact of the event, which belongs to it as if it stood in it';

-- Nobody who was registering, changing a number or waiting for a code keeps more than a few minutes: they begin anew.
DELETE FROM session WHERE account_id IS NULL;
ALTER TABLE session DROP COLUMN data, ADD COLUMN data_sealed sealed;
COMMENT ON COLUMN session.data_sealed IS 'what somebody has typed who is registering or signing in, JSON; null: nothing';
DELETE FROM one_time_code;
ALTER TABLE one_time_code DROP COLUMN target, ADD COLUMN target_index bytea NOT NULL;
COMMENT ON COLUMN one_time_code.target_index IS 'blind index (HMAC-SHA-256) of the phone number, or of the id of a picture';
CREATE INDEX one_time_code_target ON one_time_code (target_index, created_at);

-- An undo never puts these back.
UPDATE import_row SET before = before - '{id_type,id_number,physician_id,certificate_no}'::text[] WHERE before IS NOT NULL;

-- The record stays as it is, but for what is sealed in it: that can be sealed anew with another key, by the owner.
CREATE FUNCTION refuse_rewriting_but_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - TG_ARGV[0] = to_jsonb(NEW) - TG_ARGV[0]
     AND (to_jsonb(OLD) ->> TG_ARGV[0] IS NULL) = (to_jsonb(NEW) ->> TG_ARGV[0] IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER append_only ON application_event;
CREATE TRIGGER append_only BEFORE UPDATE OF application_id, seq, type, at, desk, account_id, actor_name, organisation, event OR DELETE OR TRUNCATE
  ON application_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER only_seals BEFORE UPDATE ON application_event FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but_seals('answers_sealed');
DROP TRIGGER append_only ON register_event;
CREATE TRIGGER append_only BEFORE UPDATE OF entry_id, seq, type, at, effective_on, application_id, order_id, event OR DELETE OR TRUNCATE
  ON register_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER only_seals BEFORE UPDATE ON register_event FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but_seals('contact_sealed');
