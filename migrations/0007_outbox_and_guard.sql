-- The outbox is read from the table of messages itself: a job for each message cost more than the message.

ALTER TABLE message ADD COLUMN due_at timestamptz, ADD COLUMN tries integer NOT NULL DEFAULT 0;
UPDATE message SET due_at = created_at WHERE sent_at IS NULL;
COMMENT ON COLUMN message.due_at IS 'when it is sent, or tried again; null once it has gone out or been given up (sent_at is null then)';
CREATE INDEX message_due ON message (due_at) WHERE due_at IS NOT NULL;
-- Nothing looks messages up by recipient; every one written paid for it.
DROP INDEX message_recipient;

-- The guard of a write that must have moved exactly one row: a statement that fails may be sent together with its COMMIT.
CREATE FUNCTION moved_one(moved bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF moved <> 1 THEN
    RAISE EXCEPTION 'it was moved meanwhile' USING ERRCODE = 'XM001';
  END IF;
  RETURN moved;
END
$$;
