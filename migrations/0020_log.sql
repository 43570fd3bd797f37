-- The transparency log: each event of the register and each row of the ledger is a leaf of one Merkle tree (RFC 6962).

CREATE TABLE log_queue (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id   uuid,
  event_seq  integer,
  ledger_seq bigint,
  CHECK ((entry_id IS NULL) = (event_seq IS NULL) AND (entry_id IS NULL) <> (ledger_seq IS NULL))
);
COMMENT ON TABLE log_queue IS 'rows that have no leaf yet, written with them: seen by whoever takes them in exactly when they are committed';
COMMENT ON COLUMN log_queue.ledger_seq IS 'of the ledger; else entry_id and event_seq name an event of the register';

CREATE TABLE log_leaf (
  index      bigint PRIMARY KEY CHECK (index >= 0),
  kind       text NOT NULL CHECK (kind IN ('register_event', 'ledger')),
  entry_id   uuid,
  event_seq  integer,
  ledger_seq bigint,
  salt       bytea CHECK (length(salt) = 32),
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  lost_at    timestamptz,
  CHECK ((lost_at IS NULL) = (salt IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (event_seq IS NULL)),
  CHECK (num_nonnulls(entry_id, ledger_seq) = CASE WHEN lost_at IS NULL THEN 1 ELSE 0 END),
  CHECK (kind = CASE WHEN ledger_seq IS NOT NULL THEN 'ledger' WHEN entry_id IS NOT NULL THEN 'register_event' ELSE kind END)
);
COMMENT ON TABLE log_leaf IS 'append-only: leaves of the log in their order, and the row each stands for';
COMMENT ON COLUMN log_leaf.index IS 'place in the log, from 0, without gaps';
COMMENT ON COLUMN log_leaf.salt IS 'random, so that nobody can guess a row from its commitment';
COMMENT ON COLUMN log_leaf.commitment IS 'SHA-256 over salt and row: all that the published leaf says';
COMMENT ON COLUMN log_leaf.lost_at IS 'taken from the kept files after a restore, when the row itself was not in the backup; null: the row is here';
CREATE UNIQUE INDEX log_leaf_event ON log_leaf (entry_id, event_seq) WHERE entry_id IS NOT NULL;
CREATE UNIQUE INDEX log_leaf_ledger ON log_leaf (ledger_seq) WHERE ledger_seq IS NOT NULL;

CREATE TABLE log_checkpoint (
  size bigint PRIMARY KEY CHECK (size > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  at   timestamptz NOT NULL,
  note text NOT NULL
);
COMMENT ON TABLE log_checkpoint IS 'append-only: each signed head of the log, recorded before it is shown to anybody';
COMMENT ON COLUMN log_checkpoint.note IS 'C2SP checkpoint, signed by the key of the log, which lies outside the database';

CREATE TABLE log_cosignature (
  size    bigint NOT NULL REFERENCES log_checkpoint,
  witness text NOT NULL,
  line    text NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (size, witness)
);
COMMENT ON TABLE log_cosignature IS 'append-only: what witnesses have signed of our checkpoints';
CREATE INDEX log_cosignature_witness ON log_cosignature (witness, size);
COMMENT ON COLUMN log_cosignature.line IS 'cosignature/v1, one line of a signed note with its newline';

CREATE TABLE log_witnessed (
  origin text PRIMARY KEY,
  size   bigint NOT NULL,
  root   bytea NOT NULL CHECK (length(root) = 32),
  note   text NOT NULL,
  at     timestamptz NOT NULL
);
COMMENT ON TABLE log_witnessed IS 'newest head of each log of others for which this register is a witness; it never goes back';

GRANT SELECT, INSERT, DELETE ON log_queue TO xinglin_app;
GRANT SELECT, INSERT ON log_leaf, log_checkpoint, log_cosignature TO xinglin_app;
GRANT SELECT, INSERT, UPDATE ON log_witnessed TO xinglin_app;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE FUNCTION wait_for_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ledger' THEN
    INSERT INTO log_queue (ledger_seq) VALUES (NEW.seq);
  ELSE
    INSERT INTO log_queue (entry_id, event_seq) VALUES (NEW.entry_id, NEW.seq);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER wait_for_log AFTER INSERT ON register_event FOR EACH ROW EXECUTE FUNCTION wait_for_log();
CREATE TRIGGER wait_for_log AFTER INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION wait_for_log();

-- What was there before waits in the order in which it happened.
INSERT INTO log_queue (entry_id, event_seq, ledger_seq)
SELECT entry_id, event_seq, ledger_seq FROM (
  SELECT at, 0 AS place, entry_id, seq AS event_seq, NULL::bigint AS ledger_seq FROM register_event
  UNION ALL SELECT at, 1, NULL, NULL, seq FROM ledger
) older ORDER BY at, place, entry_id, event_seq, ledger_seq;
