-- The register itself, the ledger of everything done, and what people are told.

CREATE TABLE register_entry (
  id                  uuid PRIMARY KEY,
  physician_id        uuid NOT NULL REFERENCES physician,
  qualification_id    uuid NOT NULL REFERENCES qualification,
  province_code       char(6) NOT NULL REFERENCES region,
  status              text NOT NULL,
  licence_no          text NOT NULL UNIQUE,
  main_institution_id uuid NOT NULL REFERENCES institution,
  authority_id        uuid NOT NULL REFERENCES authority,
  techniques          text NOT NULL,
  conditions          text NOT NULL,
  photo_id            uuid REFERENCES photo,
  registered_on       date NOT NULL,
  main_since          date NOT NULL,
  verification_code   text NOT NULL UNIQUE,
  version             integer NOT NULL
);
COMMENT ON TABLE register_entry IS '执业信息: one registration in one province, the fold of register_event';
COMMENT ON COLUMN register_entry.verification_code IS '查验码 printed on the licence: random, says nothing about the holder';
CREATE UNIQUE INDEX register_entry_one_live ON register_entry (physician_id, province_code) WHERE status <> 'deregistered';
CREATE INDEX register_entry_physician ON register_entry (physician_id);
CREATE INDEX register_entry_qualification ON register_entry (qualification_id);
CREATE INDEX register_entry_institution ON register_entry (main_institution_id);
CREATE INDEX register_entry_authority ON register_entry (authority_id);

CREATE TABLE register_event (
  entry_id       uuid NOT NULL REFERENCES register_entry,
  seq            integer NOT NULL,
  type           text NOT NULL,
  at             timestamptz NOT NULL,
  effective_on   date NOT NULL,
  application_id uuid REFERENCES application,
  event          jsonb NOT NULL,
  PRIMARY KEY (entry_id, seq)
);
COMMENT ON TABLE register_event IS 'append-only: what happened to an entry, by which decision';
CREATE INDEX register_event_application ON register_event (application_id);

CREATE TABLE licence_serial (
  region_code char(6) PRIMARY KEY REFERENCES region,
  last        integer NOT NULL CHECK (last <= 999999)
);
COMMENT ON TABLE licence_serial IS 'last serial of 执业证书编码 given in a region of first registration; never reused';

CREATE TABLE ledger (
  seq          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  account_id   uuid,
  actor_name   text NOT NULL,
  organisation text NOT NULL,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject_id   text NOT NULL,
  version      integer,
  article      text NOT NULL DEFAULT '',
  detail       jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE ledger IS 'append-only: every act that changes a right, with actor and article; no ID or certificate numbers';
CREATE INDEX ledger_subject ON ledger (subject_type, subject_id);
CREATE UNIQUE INDEX ledger_once ON ledger (subject_type, subject_id, version) WHERE version IS NOT NULL;

CREATE TABLE read_log (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  account_id   uuid NOT NULL,
  actor_name   text NOT NULL,
  organisation text NOT NULL,
  what         text NOT NULL,
  physician_id uuid,
  subject_id   text NOT NULL
);
COMMENT ON TABLE read_log IS 'append-only: who looked at whose data, written before the page is answered';
CREATE INDEX read_log_physician ON read_log (physician_id, at);

CREATE TABLE notice (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id     uuid REFERENCES account,
  institution_id uuid REFERENCES institution,
  authority_id   uuid REFERENCES authority,
  application_id uuid REFERENCES application,
  version        integer,
  title          text NOT NULL,
  body           text NOT NULL,
  at             timestamptz NOT NULL,
  read_at        timestamptz,
  CHECK (num_nonnulls(account_id, institution_id, authority_id) = 1)
);
COMMENT ON TABLE notice IS 'in-app notices to a person, or to everybody of an institution or authority';
CREATE INDEX notice_account ON notice (account_id, at) WHERE account_id IS NOT NULL;
CREATE INDEX notice_institution ON notice (institution_id, at) WHERE institution_id IS NOT NULL;
CREATE INDEX notice_authority ON notice (authority_id, at) WHERE authority_id IS NOT NULL;
CREATE INDEX notice_application ON notice (application_id);

CREATE TABLE message (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  channel    text NOT NULL CHECK (channel IN ('sms', 'mail')),
  recipient  text NOT NULL,
  subject    text NOT NULL DEFAULT '',
  text       text NOT NULL,
  code       text,
  notice_id  uuid REFERENCES notice,
  created_at timestamptz NOT NULL,
  sent_at    timestamptz,
  provider_id text
);
COMMENT ON TABLE message IS 'outbox: SMS and mail to send, written in the transaction that causes them; jobs carry only the id';
CREATE INDEX message_recipient ON message (recipient, created_at);

CREATE TABLE calendar_year (
  year      integer PRIMARY KEY,
  source    text NOT NULL,
  days      jsonb NOT NULL,
  loaded_at timestamptz NOT NULL
);
COMMENT ON TABLE calendar_year IS '工作日历: exceptions to Monday–Friday of each year announced; a year that is not here is 暂定';

-- The nine fields anyone may see and the state (国卫办医发〔2017〕18号); the code is the random one printed on a licence.
CREATE VIEW public_register WITH (security_barrier) AS
SELECT p.name,
       CASE p.sex WHEN 'male' THEN '男' ELSE '女' END AS sex,
       '中医(专长)医师' AS level,
       '中医' AS category,
       e.licence_no,
       r.name AS practice_place,
       i.name AS institution,
       '技术方法:' || e.techniques || ';病证范围:' || e.conditions AS scope,
       a.name AS authority,
       e.status,
       e.verification_code
FROM register_entry e
JOIN physician p ON p.id = e.physician_id
JOIN institution i ON i.id = e.main_institution_id
JOIN authority a ON a.id = e.authority_id
JOIN region r ON r.code = e.province_code;
COMMENT ON VIEW public_register IS '社会公示: all that xinglin_public can read';
