-- The browsers an account has signed in with: a sign-in with a new one is told to its owner, and a known one is not
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
