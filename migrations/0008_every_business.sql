-- Every business of the guide: what else an entry of the register can be, its multi-site filings, and who began a file.

ALTER TABLE register_entry
  ADD COLUMN inactive_since date,
  ADD COLUMN suspended_until date,
  ADD COLUMN ended_on date,
  ADD COLUMN licence_claimed_on date,
  ADD COLUMN contact jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN register_entry.inactive_since IS 'day of the 备案 while the entry is inactive; the two years of 医师法17 run from it';
COMMENT ON COLUMN register_entry.suspended_until IS 'last day of 暂停执业 while the entry is suspended';
COMMENT ON COLUMN register_entry.contact IS 'phone, mail and address as the institution approved them; never public';
DROP INDEX register_entry_one_live;
CREATE UNIQUE INDEX register_entry_one_live ON register_entry (physician_id, province_code) WHERE status IN ('practising', 'inactive', 'suspended');
-- What time ends by itself is looked for every few minutes.
CREATE INDEX register_entry_inactive ON register_entry (inactive_since) WHERE status = 'inactive';
CREATE INDEX register_entry_suspended ON register_entry (suspended_until) WHERE status = 'suspended';

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE register_site (
  id             uuid PRIMARY KEY,
  entry_id       uuid NOT NULL REFERENCES register_entry,
  institution_id uuid NOT NULL REFERENCES institution,
  authority_id   uuid NOT NULL REFERENCES authority,
  starts_on      date NOT NULL,
  ends_on        date NOT NULL CHECK (ends_on >= starts_on),
  ended_on       date,
  CONSTRAINT register_site_no_overlap EXCLUDE USING gist
    (entry_id WITH =, institution_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&) WHERE (ended_on IS NULL)
);
COMMENT ON TABLE register_site IS '多执业机构备案: the fold of siteAdded and siteEnded; id is that of the application';
COMMENT ON COLUMN register_site.ends_on IS '有效期结束时间, its last day';
COMMENT ON COLUMN register_site.ended_on IS 'first day on which it no longer held; null while it holds or is to come';
CREATE INDEX register_site_entry ON register_site (entry_id);
CREATE INDEX register_site_institution ON register_site (institution_id) WHERE ended_on IS NULL;
CREATE INDEX register_site_ends ON register_site (ends_on) WHERE ended_on IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON register_site TO xinglin_app;

ALTER TABLE application
  ADD COLUMN started_by text NOT NULL DEFAULT 'applicant' CHECK (started_by IN ('applicant', 'institution')),
  ADD COLUMN escalated_on date;
COMMENT ON COLUMN application.started_by IS 'institution: a report (医师法17), which the physician cannot withdraw';
COMMENT ON COLUMN application.escalated_on IS 'day on which the institution was told that it is late; from then on the authority sees the file';
DROP INDEX application_event_one_decision;
CREATE UNIQUE INDEX application_event_one_decision ON application_event (application_id)
  WHERE type IN ('approved', 'refused', 'notAccepted', 'withdrawn', 'institutionDeclined', 'consentRefused', 'claimed', 'lapsed');
