-- 机构入驻: an institution that is not in the system asks to be let in, and its authority decides.

CREATE TABLE joining_request (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  receipt         text NOT NULL UNIQUE,
  name            text NOT NULL,
  number          text NOT NULL,
  credit_code     text NOT NULL,
  region_code     char(6) NOT NULL REFERENCES region,
  authority_id    uuid NOT NULL REFERENCES authority,
  head_name       text NOT NULL,
  contact_name    text NOT NULL,
  contact_phone_sealed sealed,
  contact_phone_index  bytea,
  contact_email_sealed sealed,
  scan_keys       text[] NOT NULL,
  notice_version  text NOT NULL,
  notice_read_at  timestamptz NOT NULL,
  state           text NOT NULL CHECK (state IN ('open', 'supplement', 'approved', 'refused')),
  asked_words     text,
  asked_by        uuid REFERENCES account,
  asked_at        timestamptz,
  supplement_note text,
  supplemented_at timestamptz,
  decision_words  text,
  decided_by      uuid REFERENCES account,
  decided_at      timestamptz,
  institution_id  uuid REFERENCES institution,
  created_at      timestamptz NOT NULL,
  CHECK ((state IN ('approved', 'refused')) = (decided_at IS NOT NULL)),
  CHECK ((state = 'approved') = (institution_id IS NOT NULL)),
  CHECK (state <> 'refused' OR decision_words <> ''),
  CHECK (state <> 'supplement' OR asked_at IS NOT NULL),
  CHECK ((contact_phone_sealed IS NULL) = (contact_phone_index IS NULL)),
  CHECK (supplemented_at IS NULL OR asked_at IS NOT NULL)
);
COMMENT ON TABLE joining_request IS '机构入驻申请: an institution asks to be let in; its registering authority decides';
COMMENT ON COLUMN joining_request.receipt IS '受理号: with the contact''s phone it opens the request again';
COMMENT ON COLUMN joining_request.number IS '登记号 or 备案编号 as on the licence';
COMMENT ON COLUMN joining_request.contact_name IS 'the 机构管理员 to be; emptied with phone, mail and head_name when a refused request has served its time';
COMMENT ON COLUMN joining_request.contact_phone_sealed IS 'of the 机构管理员 to be; proven by a code before the request was sent';
COMMENT ON COLUMN joining_request.contact_phone_index IS 'blind index (HMAC-SHA-256)';
COMMENT ON COLUMN joining_request.contact_email_sealed IS 'where the invitation goes too; null: to the phone alone';
COMMENT ON COLUMN joining_request.scan_keys IS 'where the scans of the licence lie in private storage, the oldest first; emptied when a refused request has served its time';
COMMENT ON COLUMN joining_request.asked_words IS '要求补充, once: what is missing';
COMMENT ON COLUMN joining_request.institution_id IS 'the institution it has become, or the one in the list it is';
CREATE UNIQUE INDEX joining_request_one_open ON joining_request (number) WHERE state IN ('open', 'supplement');
CREATE INDEX joining_request_authority ON joining_request (authority_id, created_at);
CREATE INDEX joining_request_institution ON joining_request (institution_id) WHERE institution_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON joining_request TO xinglin_app;
