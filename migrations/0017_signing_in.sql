-- Signing in: the browsers an account has signed in with: a sign-in with a new one is told to its owner, and a known one is not
-- stopped by what strangers try.

CREATE TABLE known_device (
  account_id    uuid NOT NULL REFERENCES account,
  key_hash      bytea NOT NULL,
  device        text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  PRIMARY KEY (account_id, key_hash)
);
COMMENT ON TABLE known_device IS 'browsers an account has signed in with and whose owner has not signed them out from elsewhere';
COMMENT ON COLUMN known_device.key_hash IS 'SHA-256 of the long-lived cookie of the device; the same browser under two accounts has two rows';
COMMENT ON COLUMN known_device.device IS 'browser and system in words, as in session.device';
COMMENT ON COLUMN known_device.last_seen_at IS 'last sign-in with it; a device not seen for 400 days is forgotten, as its cookie is';
GRANT SELECT, INSERT, UPDATE, DELETE ON known_device TO xinglin_app;

-- The public lookup answers thousands a second: it is counted by network and quarter of an hour, added up once a second.
CREATE TABLE lookup_count (
  key     text NOT NULL,
  quarter timestamptz NOT NULL,
  count   integer NOT NULL,
  PRIMARY KEY (key, quarter)
);
COMMENT ON TABLE lookup_count IS 'how often 医师查询 was asked from one network in a quarter of an hour; beyond a limit a human check is asked for';
COMMENT ON COLUMN lookup_count.key IS 'HMAC of the network: whoever reads the table does not learn who has asked';
COMMENT ON COLUMN lookup_count.quarter IS 'its beginning; a row is swept after a day';
GRANT SELECT, INSERT, UPDATE, DELETE ON lookup_count TO xinglin_app;

CREATE TABLE sso_binding (
  account_id uuid PRIMARY KEY REFERENCES account,
  identity   text NOT NULL UNIQUE,
  bound_at   timestamptz NOT NULL
);
COMMENT ON TABLE sso_binding IS '统一身份认证绑定: made only by somebody who is signed in to the account; it never makes an account';
COMMENT ON COLUMN sso_binding.identity IS 'issuer and subject of OpenID Connect, a space between';
GRANT SELECT, INSERT, UPDATE, DELETE ON sso_binding TO xinglin_app;
