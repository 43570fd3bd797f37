-- Physicians as the examinations know them, and the accounts of people at all ends.

CREATE TABLE physician (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name       text NOT NULL,
  sex        text NOT NULL CHECK (sex IN ('male', 'female')),
  birth_date date NOT NULL,
  id_type    text NOT NULL,
  id_number  text NOT NULL,
  version    integer NOT NULL DEFAULT 1,
  UNIQUE (id_number, id_type)
);
COMMENT ON TABLE physician IS '中医(专长)医师: a person with at least one qualification in a roster';
CREATE INDEX physician_name ON physician (name);

CREATE TABLE qualification (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  physician_id   uuid NOT NULL REFERENCES physician,
  certificate_no text NOT NULL UNIQUE,
  issued_on      date NOT NULL,
  province_code  char(6) NOT NULL REFERENCES region,
  techniques     text NOT NULL,
  conditions     text NOT NULL,
  issuer         text NOT NULL,
  valid          boolean NOT NULL DEFAULT true,
  version        integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE qualification IS '中医(专长)医师资格; the certificate number contains the ID number and is as sensitive';
CREATE INDEX qualification_physician ON qualification (physician_id);

CREATE TABLE bar (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  physician_id uuid NOT NULL REFERENCES physician,
  until        date NOT NULL,
  reason       text NOT NULL,
  article      text NOT NULL
);
COMMENT ON TABLE bar IS '不予注册的期间 (医师法16, 54): until which day, why, by which article';
CREATE INDEX bar_physician ON bar (physician_id);

CREATE TABLE account (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "end"              text NOT NULL CHECK ("end" IN ('person', 'institution', 'authority')),
  login_name         text NOT NULL,
  password_hash      text NOT NULL,
  name               text NOT NULL,
  id_type            text,
  id_number          text,
  phone              text,
  email              text,
  phone_verified_at  timestamptz,
  notice_version     text,
  notice_read_at     timestamptz,
  matched_at         timestamptz,
  physician_id       uuid REFERENCES physician,
  qualification_id   uuid REFERENCES qualification,
  activated_at       timestamptz,
  identity_verified_at timestamptz,
  institution_id     uuid REFERENCES institution,
  authority_id       uuid REFERENCES authority,
  role               text NOT NULL,
  active             boolean NOT NULL DEFAULT true,
  created_at         timestamptz NOT NULL,
  CHECK (("end" = 'institution') = (institution_id IS NOT NULL)),
  CHECK (("end" = 'authority') = (authority_id IS NOT NULL)),
  CHECK ("end" <> 'person' OR (id_type IS NOT NULL AND id_number IS NOT NULL AND notice_version IS NOT NULL)),
  CHECK (activated_at IS NULL OR (physician_id IS NOT NULL AND qualification_id IS NOT NULL AND phone_verified_at IS NOT NULL))
);
COMMENT ON TABLE account IS 'who can sign in; rights are read from here on each request';
COMMENT ON COLUMN account.matched_at IS '医师信息自动校验 passed: name and ID number stand in a roster';
COMMENT ON COLUMN account.identity_verified_at IS 'identity proven, by an identity check or in person by an institution; null = 身份待核验';
CREATE UNIQUE INDEX account_login ON account ((CASE WHEN "end" = 'person' THEN 'person' ELSE 'staff' END), lower(login_name));
CREATE UNIQUE INDEX account_person_id_number ON account (id_number, id_type) WHERE "end" = 'person' AND active;
CREATE UNIQUE INDEX account_person_phone ON account (phone) WHERE "end" = 'person' AND active AND phone_verified_at IS NOT NULL;
CREATE UNIQUE INDEX account_claim ON account (qualification_id) WHERE activated_at IS NOT NULL AND active;
CREATE INDEX account_physician ON account (physician_id) WHERE physician_id IS NOT NULL;
CREATE INDEX account_qualification ON account (qualification_id) WHERE qualification_id IS NOT NULL;
CREATE INDEX account_institution ON account (institution_id) WHERE institution_id IS NOT NULL;
CREATE INDEX account_authority ON account (authority_id) WHERE authority_id IS NOT NULL;

CREATE TABLE session (
  token_hash   bytea PRIMARY KEY,
  account_id   uuid REFERENCES account,
  data         jsonb NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
COMMENT ON TABLE session IS 'SHA-256 of the cookie; account_id is null while somebody registers or signs in';
CREATE INDEX session_expiry ON session (expires_at);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE one_time_code (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  purpose    text NOT NULL,
  target     text NOT NULL,
  code_hash  bytea NOT NULL,
  session_hash bytea NOT NULL,
  tries_left integer NOT NULL DEFAULT 5,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
COMMENT ON TABLE one_time_code IS 'codes sent by SMS (purpose phone:…) and picture codes (captcha): HMAC, bound to purpose and session, used once';
CREATE INDEX one_time_code_target ON one_time_code (target, created_at);
CREATE INDEX one_time_code_session ON one_time_code (session_hash, purpose, created_at);

CREATE TABLE attempt (
  key        text NOT NULL,
  at         timestamptz NOT NULL
);
COMMENT ON TABLE attempt IS 'counted tries (sign-in, activation) per key; the key is a hash, never a name';
CREATE INDEX attempt_key ON attempt (key, at);

CREATE TABLE correction_request (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid NOT NULL REFERENCES account,
  authority_id uuid NOT NULL REFERENCES authority,
  province_code char(6) NOT NULL REFERENCES region,
  certificate_no text NOT NULL,
  words        text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'answered')),
  answer       text,
  created_at   timestamptz NOT NULL,
  answered_at  timestamptz,
  answered_by  uuid REFERENCES account
);
COMMENT ON TABLE correction_request IS '信息更正申请 to the examining province, which answers after correcting its roster';
CREATE UNIQUE INDEX correction_request_one_open ON correction_request (account_id) WHERE state = 'open';
CREATE INDEX correction_request_authority ON correction_request (authority_id, state, created_at);

CREATE TABLE missing_institution (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid NOT NULL REFERENCES account,
  authority_id uuid NOT NULL REFERENCES authority,
  region_code  char(6) NOT NULL REFERENCES region,
  name         text NOT NULL,
  words        text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'answered')),
  answer       text,
  created_at   timestamptz NOT NULL,
  answered_at  timestamptz,
  answered_by  uuid REFERENCES account
);
COMMENT ON TABLE missing_institution IS '找不到机构: an applicant reports an institution that is not in the system to the authority of its region';
CREATE INDEX missing_institution_authority ON missing_institution (authority_id, state, created_at);
