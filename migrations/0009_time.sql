-- What time does by itself: what has been done once, when it was last looked after, and the cases it opens.

CREATE TABLE time_act (
  key text PRIMARY KEY,
  at  timestamptz NOT NULL
);
COMMENT ON TABLE time_act IS 'append-only: what the clock has done and must not do again, written with what it did, e.g. site:ID:30';

CREATE TABLE time_round (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  done        jsonb NOT NULL,
  failed      integer NOT NULL
);
COMMENT ON TABLE time_round IS 'append-only: each completed round over all that falls due; a gap of more than a day is an outage that was caught up';
COMMENT ON COLUMN time_round.done IS 'how many cases of each sort this round has acted on';

CREATE TABLE statutory_case (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  serial         bigint GENERATED ALWAYS AS IDENTITY,
  number         text NOT NULL UNIQUE,
  entry_id       uuid NOT NULL REFERENCES register_entry,
  authority_id   uuid NOT NULL REFERENCES authority,
  inactive_since date NOT NULL,
  opened_on      date NOT NULL,
  article        text NOT NULL,
  state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  closed_on      date,
  CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
  -- A filing ends in one case, whatever became of it.
  UNIQUE (entry_id, inactive_since)
);
COMMENT ON TABLE statutory_case IS '依法注销事项: opened when an inactive filing is two years old (医师法17), decided by the authority with an order';
COMMENT ON COLUMN statutory_case.serial IS 'last part of the number, FD-2028-000001; an identity, so that a restored copy goes on where it stopped';
COMMENT ON COLUMN statutory_case.inactive_since IS 'day of the 备案 whose two years are over';
COMMENT ON COLUMN statutory_case.article IS 'the articles it rests on, as cited on the day it was opened';
CREATE UNIQUE INDEX statutory_case_one_open ON statutory_case (entry_id) WHERE state = 'open';
CREATE INDEX statutory_case_authority ON statutory_case (authority_id, opened_on, id) WHERE state = 'open';

-- Files with a running clock, whoever's they are: only open ones are in it.
CREATE INDEX application_clock ON application (state, due_on) WHERE due_on IS NOT NULL;
-- What an institution has left lying, as its authority sees it.
CREATE INDEX application_escalated ON application (authority_id, due_on, id) WHERE state = 'atInstitution' AND escalated_on IS NOT NULL;

GRANT SELECT, INSERT ON time_act, time_round TO xinglin_app;
GRANT SELECT, INSERT, UPDATE ON statutory_case TO xinglin_app;
GRANT USAGE ON SEQUENCE statutory_case_serial_seq, time_round_id_seq TO xinglin_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON time_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON time_round FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
