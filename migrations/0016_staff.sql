-- Staff accounts: second factor, invitations, first passwords, yearly confirmation.

ALTER TABLE account
  ADD COLUMN password_temporary boolean NOT NULL DEFAULT false,
  ADD COLUMN confirmed_at timestamptz;
UPDATE account SET confirmed_at = now() WHERE "end" <> 'person';
COMMENT ON COLUMN account.password_temporary IS 'somebody else chose the password: it must be changed before anything else';
COMMENT ON COLUMN account.confirmed_at IS '年度人员确认: when an administrator last confirmed that this colleague still works here; null: counted from created_at';

CREATE TABLE second_factor (
  account_id   uuid PRIMARY KEY REFERENCES account,
  secret       bytea NOT NULL,
  last_step    bigint NOT NULL,
  confirmed_at timestamptz NOT NULL
);
COMMENT ON TABLE second_factor IS '动态验证码 (RFC 6238) of a staff account';
COMMENT ON COLUMN second_factor.secret IS 'sealed with AES-256-GCM; the account id goes in, so that a row cannot be moved to another account';
COMMENT ON COLUMN second_factor.last_step IS 'the 30-second step whose code was last used: no code of this step or an earlier one counts again';

CREATE TABLE backup_code (
  account_id uuid NOT NULL REFERENCES account,
  code_hash  bytea NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (account_id, code_hash)
);
COMMENT ON TABLE backup_code IS '备用码: HMAC, each used once; new ones replace all old ones';

CREATE TABLE staff_invitation (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "end"          text NOT NULL CHECK ("end" IN ('institution', 'authority')),
  institution_id uuid REFERENCES institution,
  authority_id   uuid REFERENCES authority,
  name           text NOT NULL,
  role           text NOT NULL,
  phone          text,
  email          text,
  id_number      text,
  token_hash     bytea NOT NULL UNIQUE,
  invited_by     uuid REFERENCES account,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  accepted_at    timestamptz,
  revoked_at     timestamptz,
  account_id     uuid REFERENCES account,
  CHECK (("end" = 'institution') = (institution_id IS NOT NULL)),
  CHECK (("end" = 'authority') = (authority_id IS NOT NULL)),
  CHECK ((accepted_at IS NULL) = (account_id IS NULL)),
  CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
COMMENT ON TABLE staff_invitation IS '邀请: a colleague to be, who sets login name, password and second factor by a link that works once';
COMMENT ON COLUMN staff_invitation.token_hash IS 'SHA-256 of the token in the link; sent again, the link has a new one and the old one is dead';
COMMENT ON COLUMN staff_invitation.invited_by IS 'the administrator; null: whoever runs the program';
CREATE INDEX staff_invitation_institution ON staff_invitation (institution_id, created_at) WHERE institution_id IS NOT NULL;
CREATE INDEX staff_invitation_authority ON staff_invitation (authority_id, created_at) WHERE authority_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, backup_code TO xinglin_app;
GRANT SELECT, INSERT, UPDATE ON staff_invitation TO xinglin_app;
