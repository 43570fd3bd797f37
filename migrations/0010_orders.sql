-- What others begin: orders of an authority upon an entry, and the thirty days an institution has to report a leaver.

CREATE TABLE register_order (
  id               uuid PRIMARY KEY,
  entry_id         uuid NOT NULL REFERENCES register_entry,
  authority_id     uuid NOT NULL REFERENCES authority,
  kind             text NOT NULL CHECK (kind IN ('suspend', 'revoke', 'annul', 'deregister', 'correct')),
  state            text NOT NULL CHECK (state IN ('proposed', 'rejected', 'confirmed', 'executed', 'void')),
  version          integer NOT NULL,
  effective_on     date NOT NULL,
  content          jsonb NOT NULL,
  proposed_by      uuid NOT NULL REFERENCES account,
  proposed_by_name text NOT NULL,
  proposed_at      timestamptz NOT NULL,
  decided_by       uuid REFERENCES account,
  decided_by_name  text,
  decided_at       timestamptz,
  decision_words   text NOT NULL DEFAULT '',
  executed_at      timestamptz,
  CHECK (decided_by <> proposed_by)
);
COMMENT ON TABLE register_order IS '处理决定: what an authority does to an entry by itself; proposed by one officer, decided by another';
COMMENT ON COLUMN register_order.state IS 'confirmed: waits for its day; void: on its day the entry no longer stood so that it could be done';
COMMENT ON COLUMN register_order.version IS 'guards every move; also the version of its ledger rows';
COMMENT ON COLUMN register_order.effective_on IS 'first day of effect; today or later when it is proposed';
COMMENT ON COLUMN register_order.content IS 'document number, article, reason and what the kind asks besides, as proposed';
CREATE UNIQUE INDEX register_order_one_open ON register_order (entry_id, kind) WHERE state IN ('proposed', 'confirmed');
CREATE INDEX register_order_entry ON register_order (entry_id);
-- What is under way about an entry, held before the entry itself.
CREATE INDEX application_entry ON application (entry_id) WHERE entry_id IS NOT NULL AND NOT is_over;
CREATE INDEX register_order_authority ON register_order (authority_id, state, proposed_at);
CREATE INDEX register_order_due ON register_order (effective_on) WHERE state = 'confirmed';

ALTER TABLE register_event ADD COLUMN order_id uuid REFERENCES register_order;
COMMENT ON COLUMN register_event.order_id IS 'the order by which it happened; null where it was an application, or time itself';
CREATE INDEX register_event_order ON register_event (order_id) WHERE order_id IS NOT NULL;

ALTER TABLE bar ADD COLUMN order_id uuid REFERENCES register_order;
COMMENT ON COLUMN bar.order_id IS 'the order it follows from; null where a roster or a file brought it';

CREATE TABLE report_duty (
  id             uuid PRIMARY KEY,
  entry_id       uuid NOT NULL REFERENCES register_entry,
  institution_id uuid NOT NULL REFERENCES institution,
  known_on       date NOT NULL,
  due_on         date NOT NULL,
  note           text NOT NULL,
  noted_by       uuid NOT NULL REFERENCES account,
  noted_at       timestamptz NOT NULL,
  reminded       smallint NOT NULL DEFAULT 0,
  closed_at      timestamptz,
  application_id uuid REFERENCES application,
  CHECK (due_on >= known_on)
);
COMMENT ON TABLE report_duty IS '待报告: an institution knows of a leaver or of a ground for deregistration and has until due_on to report (医师法17)';
COMMENT ON COLUMN report_duty.due_on IS 'last day of the thirty calendar days from known_on';
COMMENT ON COLUMN report_duty.reminded IS 'how many of its reminders have been given: 10 days left, 3 days left, late';
COMMENT ON COLUMN report_duty.application_id IS 'the report that met it; null while open, and when it was dropped because there is nothing to report';
CREATE UNIQUE INDEX report_duty_one_open ON report_duty (entry_id, institution_id) WHERE closed_at IS NULL;
CREATE INDEX report_duty_institution ON report_duty (institution_id, due_on) WHERE closed_at IS NULL;
CREATE INDEX report_duty_due ON report_duty (due_on) WHERE closed_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON register_order, report_duty TO xinglin_app;
