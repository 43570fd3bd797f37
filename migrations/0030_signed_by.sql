-- Which key has signed what lies in a wallet: of a key that was lost nothing counts, and the holder has to be told.

ALTER TABLE credential_instance ADD COLUMN kid text CHECK (kid <> '');
COMMENT ON COLUMN credential_instance.kid IS 'id of the issuer key that has signed them (RFC 7638); null: given before this was kept, signed by the key of its day';
