-- When the phone is lost, and when somebody else has claimed an identity.

CREATE TABLE recovery_code (
  account_id uuid NOT NULL REFERENCES account,
  code_hash  bytea NOT NULL UNIQUE,
  made_at    timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (account_id, code_hash)
);
COMMENT ON TABLE recovery_code IS '恢复码: ten at a time, each good for one new password; making new ones deletes the old';
COMMENT ON COLUMN recovery_code.code_hash IS 'HMAC of a code of 80 random bits; the code itself is shown once and kept nowhere';
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO xinglin_app;

CREATE TABLE account_recovery (
  id                uuid PRIMARY KEY,
  account_id        uuid NOT NULL REFERENCES account,
  institution_id    uuid REFERENCES institution,
  authority_id      uuid NOT NULL REFERENCES authority,
  state             text NOT NULL CHECK (state IN ('started', 'confirmed', 'ready', 'completed', 'cancelled', 'rejected', 'lapsed')),
  version           integer NOT NULL DEFAULT 1,
  phone             text NOT NULL,
  reason            text NOT NULL,
  started_by        uuid NOT NULL REFERENCES account,
  started_by_name   text NOT NULL,
  started_at        timestamptz NOT NULL,
  confirmed_by      uuid REFERENCES account,
  confirmed_by_name text,
  confirmed_at      timestamptz,
  due_at            timestamptz,
  cancel_hash       bytea UNIQUE,
  link_hash         bytea UNIQUE,
  link_until        timestamptz,
  ended_at          timestamptz,
  ended_by_name     text,
  end_words         text NOT NULL DEFAULT '',
  CHECK (confirmed_by <> started_by),
  CHECK (state NOT IN ('confirmed', 'ready', 'completed') OR (confirmed_by IS NOT NULL AND due_at >= confirmed_at + interval '72 hours')),
  CHECK (state NOT IN ('ready', 'completed') OR link_hash IS NOT NULL)
);
COMMENT ON TABLE account_recovery IS '找回账号 at a counter: one starts, a second confirms, 72 hours pass, and only then is a link sent to the new phone';
COMMENT ON COLUMN account_recovery.institution_id IS 'whose counter it is; null where the authority itself does it';
COMMENT ON COLUMN account_recovery.authority_id IS 'the authority that does it, or above the institution';
COMMENT ON COLUMN account_recovery.phone IS 'the new number, proven by a code read out at the counter';
COMMENT ON COLUMN account_recovery.due_at IS 'end of the wait, during which the owner can cancel from every channel they had before';
COMMENT ON COLUMN account_recovery.cancel_hash IS 'SHA-256 of the token in the link sent to the old phone and mailbox';
COMMENT ON COLUMN account_recovery.link_hash IS 'SHA-256 of the token in the link sent to the new phone after the wait; used once, until link_until';
CREATE UNIQUE INDEX account_recovery_one_open ON account_recovery (account_id) WHERE state IN ('started', 'confirmed', 'ready');
CREATE INDEX account_recovery_institution ON account_recovery (institution_id, started_at) WHERE institution_id IS NOT NULL;
CREATE INDEX account_recovery_authority ON account_recovery (authority_id, started_at);
CREATE INDEX account_recovery_started ON account_recovery (started_at) WHERE state = 'started';
CREATE INDEX account_recovery_due ON account_recovery (due_at) WHERE state = 'confirmed';
CREATE INDEX account_recovery_link ON account_recovery (link_until) WHERE state = 'ready';
GRANT SELECT, INSERT, UPDATE ON account_recovery TO xinglin_app;

CREATE TABLE identity_dispute (
  id               uuid PRIMARY KEY,
  qualification_id uuid NOT NULL REFERENCES qualification,
  account_id       uuid NOT NULL REFERENCES account,
  authority_id     uuid NOT NULL REFERENCES authority,
  phone            text NOT NULL,
  state            text NOT NULL CHECK (state IN ('open', 'proposed', 'decided')),
  outcome          text CHECK (outcome IN ('claimant', 'account', 'withdrawn')),
  version          integer NOT NULL DEFAULT 1,
  reason           text NOT NULL DEFAULT '',
  opened_at        timestamptz NOT NULL,
  proposed_by      uuid REFERENCES account,
  proposed_by_name text,
  proposed_at      timestamptz,
  decided_by       uuid REFERENCES account,
  decided_by_name  text,
  decided_at       timestamptz,
  CHECK (decided_by <> proposed_by),
  CHECK (state = 'open' OR (outcome IS NOT NULL AND proposed_by IS NOT NULL)),
  CHECK ((state = 'decided') = (decided_by IS NOT NULL))
);
COMMENT ON TABLE identity_dispute IS '身份异议: somebody says that an account has claimed their qualification; decided by the examining province, by two officers';
COMMENT ON COLUMN identity_dispute.account_id IS 'the account that holds the identity now, frozen while the dispute is open';
COMMENT ON COLUMN identity_dispute.phone IS 'of the claimant, proven by a code; where they are told';
COMMENT ON COLUMN identity_dispute.outcome IS 'proposed or decided: 归申请异议人 claimant, 归现账号 account, 撤回 withdrawn';
CREATE UNIQUE INDEX identity_dispute_one_open ON identity_dispute (qualification_id) WHERE state <> 'decided';
CREATE UNIQUE INDEX identity_dispute_one_account ON identity_dispute (account_id) WHERE state <> 'decided';
CREATE INDEX identity_dispute_qualification ON identity_dispute (qualification_id, decided_at);
CREATE INDEX identity_dispute_authority ON identity_dispute (authority_id, state, opened_at);
GRANT SELECT, INSERT, UPDATE ON identity_dispute TO xinglin_app;

CREATE TABLE dispute_statement (
  dispute_id uuid NOT NULL REFERENCES identity_dispute,
  side       text NOT NULL CHECK (side IN ('claimant', 'account')),
  round      smallint NOT NULL CHECK (round IN (1, 2)),
  question   text NOT NULL DEFAULT '',
  asked_by_name text NOT NULL DEFAULT '',
  asked_at   timestamptz NOT NULL,
  token_hash bytea UNIQUE,
  words      text,
  answered_at timestamptz,
  PRIMARY KEY (dispute_id, side, round),
  CHECK ((words IS NULL) = (answered_at IS NULL))
);
COMMENT ON TABLE dispute_statement IS 'what each side of a 身份异议 says: round 1 at the beginning, round 2 when the officer has asked once more';
COMMENT ON COLUMN dispute_statement.token_hash IS 'SHA-256 of the token in the link by which a claimant without account answers';
GRANT SELECT, INSERT, UPDATE ON dispute_statement TO xinglin_app;

CREATE TABLE dispute_evidence (
  id         uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES identity_dispute,
  side       text NOT NULL CHECK (side IN ('claimant', 'account')),
  round      smallint NOT NULL CHECK (round IN (1, 2)),
  key        text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE dispute_evidence IS 'pictures a side has sent, re-encoded; the bytes lie in object storage under key, only the deciding authority reads them';
CREATE INDEX dispute_evidence_dispute ON dispute_evidence (dispute_id);
GRANT SELECT, INSERT ON dispute_evidence TO xinglin_app;

ALTER TABLE account ADD COLUMN frozen_by uuid REFERENCES identity_dispute;
COMMENT ON COLUMN account.frozen_by IS 'the dispute about this account that is open: its owner can sign in, see and answer, and nothing else';
