-- 亮照 and 分享: what a holder shows of a licence, to whom, and who has looked.

CREATE TABLE licence_share (
  id             uuid PRIMARY KEY,
  entry_id       uuid NOT NULL REFERENCES register_entry,
  account_id     uuid NOT NULL REFERENCES account,
  token_hash     bytea NOT NULL UNIQUE,
  view           text NOT NULL CHECK (view IN ('patient', 'employer', 'court')),
  note           text NOT NULL DEFAULT '' CHECK (char_length(note) <= 40),
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  stopped_at     timestamptz,
  opened         integer NOT NULL DEFAULT 0,
  last_opened_at timestamptz,
  CHECK (expires_at > created_at),
  CHECK ((opened = 0) = (last_opened_at IS NULL))
);
COMMENT ON TABLE licence_share IS '分享链接: a link by which its holder shows a licence for a time, and can stop it';
COMMENT ON COLUMN licence_share.account_id IS 'the holder who made it; while this account is frozen the link answers nothing';
COMMENT ON COLUMN licence_share.token_hash IS 'SHA-256 of the 256-bit token in the address: whoever reads the table cannot open the link';
COMMENT ON COLUMN licence_share.view IS 'how much is shown (domain/issuing/liveView.ts)';
COMMENT ON COLUMN licence_share.note IS 'for whom, in the words of the holder; never a number of a person';
COMMENT ON COLUMN licence_share.stopped_at IS '停止分享: from here the link answers nothing';
CREATE INDEX licence_share_entry ON licence_share (entry_id, created_at);
CREATE INDEX licence_share_account ON licence_share (account_id, created_at);

CREATE TABLE licence_share_opening (
  id       uuid PRIMARY KEY,
  share_id uuid NOT NULL REFERENCES licence_share ON DELETE CASCADE,
  at       timestamptz NOT NULL,
  network  text NOT NULL
);
COMMENT ON TABLE licence_share_opening IS 'one 【查看】 of a share link; its holder sees each';
COMMENT ON COLUMN licence_share_opening.id IS 'stands in the address of what was opened, so that reloading counts no second time';
COMMENT ON COLUMN licence_share_opening.network IS 'cut (203.0.113.*): town and provider, not the house';
CREATE INDEX licence_share_opening_share ON licence_share_opening (share_id, at);

CREATE TABLE live_code_use (
  code    bytea NOT NULL,
  network bytea NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (code, network)
);
COMMENT ON TABLE live_code_use IS 'from which networks one live code was checked: a code that goes round is told to whoever checks it';
COMMENT ON COLUMN live_code_use.code IS 'HMAC of its jti';
COMMENT ON COLUMN live_code_use.network IS 'HMAC of the network';
CREATE INDEX live_code_use_at ON live_code_use (at);

GRANT SELECT, INSERT, UPDATE, DELETE ON licence_share TO xinglin_app;
GRANT SELECT, INSERT ON licence_share_opening TO xinglin_app;
-- UPDATE, because the sweep locks the rows it deletes.
GRANT SELECT, INSERT, UPDATE, DELETE ON live_code_use TO xinglin_app;
