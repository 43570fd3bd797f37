-- The licence a machine can read: in a wallet, revocable, its status told by signed lists.

CREATE TABLE status_list (
  id      integer PRIMARY KEY CHECK (id > 0),
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE status_list IS '状态名单 (Token Status List) of 131072 places each; the newest is the one that is filled';
COMMENT ON COLUMN status_list.made_at IS 'from then on its decoys age as licences do';
GRANT SELECT, INSERT ON status_list TO xinglin_app;

CREATE TABLE credential_instance (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  entry_id    uuid NOT NULL REFERENCES register_entry,
  account_id  uuid NOT NULL REFERENCES account,
  copies      integer NOT NULL CHECK (copies > 0),
  face_digest bytea NOT NULL,
  issued_at   timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  revoked_at  timestamptz
);
COMMENT ON TABLE credential_instance IS '存入数字钱包: licences (SD-JWT VC) given to one wallet at one time';
COMMENT ON COLUMN credential_instance.copies IS 'each bound to a key of its own and with a place of its own in a status list, so that two showings cannot be told to be of one licence';
COMMENT ON COLUMN credential_instance.face_digest IS 'SHA-256 of what stood on the face of the licence: once the register says something else, they are invalid';
COMMENT ON COLUMN credential_instance.revoked_at IS '停用 by the holder';
CREATE INDEX credential_instance_entry ON credential_instance (entry_id, issued_at);
GRANT SELECT, INSERT ON credential_instance TO xinglin_app;
GRANT UPDATE (revoked_at) ON credential_instance TO xinglin_app;

CREATE TABLE status_index (
  list_id     integer NOT NULL REFERENCES status_list,
  idx         integer NOT NULL CHECK (idx >= 0 AND idx < 131072),
  entry_id    uuid NOT NULL REFERENCES register_entry,
  instance_id uuid REFERENCES credential_instance,
  PRIMARY KEY (list_id, idx)
);
COMMENT ON TABLE status_index IS 'places in the status lists that stand for something; all others are decoys. Never reused';
COMMENT ON COLUMN status_index.instance_id IS 'the licences in a wallet it is for; null: the one of the entry itself, on papers and live codes';
CREATE UNIQUE INDEX status_index_entry ON status_index (entry_id) WHERE instance_id IS NULL;
CREATE INDEX status_index_instance ON status_index (instance_id) WHERE instance_id IS NOT NULL;
GRANT SELECT, INSERT ON status_index TO xinglin_app;

CREATE VIEW licence_face AS
SELECT e.id AS entry_id, sha256(convert_to(concat_ws(E'\n', e.licence_no, p.name, p.sex, p.birth_date, r.name, i.name, u.name, e.techniques,
  e.conditions, e.registered_on), 'UTF8')) AS digest
FROM register_entry e JOIN physician p ON p.id = e.physician_id JOIN region r ON r.code = e.province_code
JOIN institution i ON i.id = e.main_institution_id JOIN authority u ON u.id = e.authority_id;
COMMENT ON VIEW licence_face IS 'a digest of everything on the face of a licence that can change, to find licences in wallets that say something else';
GRANT SELECT ON licence_face TO xinglin_app;

CREATE TABLE credential_offer (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id       uuid NOT NULL REFERENCES account,
  entry_id         uuid NOT NULL REFERENCES register_entry,
  link_hash        bytea NOT NULL UNIQUE,
  code_hash        bytea NOT NULL UNIQUE,
  tx_code_hash     bytea NOT NULL,
  tries_left       integer NOT NULL CHECK (tries_left >= 0),
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  used_at          timestamptz,
  token_hash       bytea UNIQUE,
  token_expires_at timestamptz,
  instance_id      uuid REFERENCES credential_instance,
  CHECK ((used_at IS NULL) = (token_hash IS NULL)),
  CHECK ((token_hash IS NULL) = (token_expires_at IS NULL)),
  CHECK (instance_id IS NULL OR used_at IS NOT NULL)
);
COMMENT ON TABLE credential_offer IS 'OpenID4VCI: an offer of a licence to a wallet, by a code that works once; only digests are kept';
COMMENT ON COLUMN credential_offer.link_hash IS 'SHA-256 of what stands in the address of the offer';
COMMENT ON COLUMN credential_offer.code_hash IS 'SHA-256 of the pre-authorised code';
COMMENT ON COLUMN credential_offer.tx_code_hash IS 'HMAC of the six digits shown beside the picture';
COMMENT ON COLUMN credential_offer.tries_left IS 'six digits can be guessed: so often may somebody try';
COMMENT ON COLUMN credential_offer.token_hash IS 'SHA-256 of the access token the code was exchanged for';
COMMENT ON COLUMN credential_offer.instance_id IS 'what was given for the token; a token is good for one';
CREATE INDEX credential_offer_account ON credential_offer (account_id, created_at);
CREATE INDEX credential_offer_instance ON credential_offer (instance_id) WHERE instance_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON credential_offer TO xinglin_app;

CREATE TABLE credential_nonce (
  nonce_hash bytea PRIMARY KEY,
  used_at    timestamptz NOT NULL
);
COMMENT ON TABLE credential_nonce IS 'nonces that wallets have used up; unused ones are kept nowhere, they carry their own proof';
-- UPDATE, because the sweep locks what it deletes.
GRANT SELECT, INSERT, UPDATE, DELETE ON credential_nonce TO xinglin_app;
