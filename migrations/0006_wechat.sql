-- Signing in by WeChat: which WeChat identity belongs to which account.

CREATE TABLE wechat_binding (
  account_id uuid PRIMARY KEY REFERENCES account,
  identity   text NOT NULL UNIQUE,
  bound_at   timestamptz NOT NULL
);
COMMENT ON TABLE wechat_binding IS '微信绑定: made only by somebody who has just signed in with the password of the account';
COMMENT ON COLUMN wechat_binding.identity IS 'union:… where WeChat tells it, else open:…; never a phone number, which changes hands';
GRANT SELECT, INSERT, UPDATE, DELETE ON wechat_binding TO xinglin_app;
