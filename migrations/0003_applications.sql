-- Applications of every kind: the current row and what happened to it.

CREATE TABLE photo (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  key        text NOT NULL,
  findings   jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE photo IS 'personal photos, re-encoded; the bytes lie in object storage under key';

CREATE TABLE application (
  id                   uuid PRIMARY KEY,
  kind                 text NOT NULL,
  number               text UNIQUE,
  physician_id         uuid NOT NULL REFERENCES physician,
  account_id           uuid NOT NULL REFERENCES account,
  entry_id             uuid,
  subject              text NOT NULL,
  province_code        char(6) NOT NULL,
  institution_id       uuid REFERENCES institution,
  authority_id         uuid REFERENCES authority,
  consent_authority_id uuid REFERENCES authority,
  own_institution      boolean NOT NULL DEFAULT false,
  state                text NOT NULL,
  version              integer NOT NULL DEFAULT 0,
  state_since          timestamptz NOT NULL,
  created_at           timestamptz NOT NULL,
  submitted_on         date,
  passed_on            date,
  received_on          date,
  accepted_on          date,
  due_on               date,
  decided_on           date,
  pauses               jsonb NOT NULL DEFAULT '[]',
  nudges               integer NOT NULL DEFAULT 0,
  nudged_on            date,
  answers              jsonb NOT NULL DEFAULT '{}',
  draft                jsonb,
  photo_id             uuid REFERENCES photo,
  handlings            jsonb NOT NULL DEFAULT '[]',
  is_over              boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE application IS '业务申请: the fold of application_event; moves only by UPDATE … WHERE version = $n';
COMMENT ON COLUMN application.subject IS 'of what only one may be open per physician and kind: a province, an entry, a site';
COMMENT ON COLUMN application.due_on IS 'last day of the clock that runs in the present state, for the order of the queue; null while none runs';
COMMENT ON COLUMN application.passed_on IS 'day the institution passed it; before that no authority sees it';
COMMENT ON COLUMN application.draft IS 'what the applicant is typing: {answers, institutionId, photoId}; not part of the file until submitted';
COMMENT ON COLUMN application.is_over IS 'terminal state: it no longer blocks another of its kind';
CREATE UNIQUE INDEX application_one_open ON application (physician_id, kind, subject) WHERE NOT is_over;
CREATE INDEX application_account ON application (account_id, created_at);
CREATE INDEX application_institution ON application (institution_id, state, state_since);
CREATE INDEX application_authority ON application (authority_id, state, due_on, id);
CREATE INDEX application_consent ON application (consent_authority_id, state, state_since) WHERE consent_authority_id IS NOT NULL;

-- Finished files of an authority, newest first.
CREATE INDEX application_authority_over ON application (authority_id, decided_on DESC, id DESC) WHERE is_over AND passed_on IS NOT NULL;
CREATE INDEX application_physician ON application (physician_id);

CREATE TABLE application_event (
  application_id uuid NOT NULL REFERENCES application,
  seq            integer NOT NULL,
  type           text NOT NULL,
  at             timestamptz NOT NULL,
  desk           text NOT NULL,
  account_id     uuid REFERENCES account,
  actor_name     text NOT NULL,
  organisation   text NOT NULL,
  event          jsonb NOT NULL,
  PRIMARY KEY (application_id, seq)
);
COMMENT ON TABLE application_event IS 'append-only: what happened to an application, by whom; seq is the version it made';
-- The second wall behind the version guard: a file is decided once.
CREATE UNIQUE INDEX application_event_one_decision ON application_event (application_id)
  WHERE type IN ('approved', 'refused', 'notAccepted', 'withdrawn', 'institutionDeclined', 'consentRefused');

-- One sequence for all kinds: a counter row would make every submission of the country wait for the one before.
CREATE SEQUENCE application_number;
COMMENT ON SEQUENCE application_number IS 'last part of ZC-2026-000123; unique, with gaps where a submission was refused';

CREATE TABLE idempotency (
  key        text NOT NULL,
  account_id uuid NOT NULL,
  request    text NOT NULL,
  location   text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);
COMMENT ON TABLE idempotency IS 'the answer given to a form that was sent, kept in the same transaction: sent again, it gets the same answer';
