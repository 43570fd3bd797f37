-- 安全设置: codes are counted for the whole site, and a mail address is proven by a link.

CREATE TABLE code_day (
  day  date PRIMARY KEY,
  sent integer NOT NULL
);
COMMENT ON TABLE code_day IS 'codes sent by SMS on one day (Asia/Shanghai) by the whole site; SMS_DAILY_LIMIT ends the day''s sending';
GRANT SELECT, INSERT, UPDATE ON code_day TO xinglin_app;

ALTER TABLE account ADD COLUMN email_verified_at timestamptz;
COMMENT ON COLUMN account.email_verified_at IS 'when the link in the mail to this address was confirmed; null: only typed';

CREATE TABLE email_confirmation (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  email      text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
COMMENT ON TABLE email_confirmation IS '邮箱验证: links that were sent; each takes effect once, and the newest one of an account alone';
COMMENT ON COLUMN email_confirmation.token_hash IS 'SHA-256 of what stands in the link';
CREATE INDEX email_confirmation_account ON email_confirmation (account_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON email_confirmation TO xinglin_app;
