-- Regions, authorities, institutions, and the batches by which they come in.

CREATE TABLE region (
  code        char(6) PRIMARY KEY,
  name        text NOT NULL,
  level       text NOT NULL CHECK (level IN ('province', 'prefecture', 'county')),
  parent_code char(6) REFERENCES region
);
COMMENT ON TABLE region IS '行政区划 GB/T 2260; loaded from data/regions.csv at each migration';

CREATE TABLE authority (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code         text NOT NULL UNIQUE,
  name         text NOT NULL,
  region_code  char(6) NOT NULL REFERENCES region,
  level        text NOT NULL CHECK (level IN ('province', 'prefecture', 'county')),
  parent_id    uuid REFERENCES authority,
  path         text NOT NULL UNIQUE,
  registers    boolean NOT NULL DEFAULT false,
  consents     boolean NOT NULL DEFAULT false,
  consolidates boolean NOT NULL DEFAULT false,
  version      integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE authority IS '主管部门: 卫生健康局, 中医药局 or 行政审批局, told apart by its functions, not by its name';
COMMENT ON COLUMN authority.path IS 'codes from the root down to this one, joined by /; its files are those whose path begins with it';
COMMENT ON COLUMN authority.registers IS '注册: accepts and decides applications';
COMMENT ON COLUMN authority.consents IS '跨省同意: is asked when somebody examined elsewhere wants to practise in its province';
COMMENT ON COLUMN authority.consolidates IS '归集: keeps the roster and answers corrections';
CREATE INDEX authority_path ON authority (path text_pattern_ops);
CREATE UNIQUE INDEX authority_one_consent ON authority (region_code) WHERE consents;

CREATE TABLE institution (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number              text NOT NULL UNIQUE,
  credit_code         text NOT NULL DEFAULT '',
  name                text NOT NULL,
  region_code         char(6) NOT NULL REFERENCES region,
  type                text NOT NULL DEFAULT '',
  authority_id        uuid NOT NULL REFERENCES authority,
  head_name           text NOT NULL DEFAULT '',
  phone               text NOT NULL DEFAULT '',
  licence_valid_until date,
  active              boolean NOT NULL DEFAULT true,
  version             integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE institution IS '医疗机构; number is the 登记号 (or 备案编号), authority the one that licensed it';
CREATE INDEX institution_region ON institution (region_code);
CREATE INDEX institution_authority ON institution (authority_id);
CREATE INDEX institution_name ON institution (name text_pattern_ops);

CREATE TABLE import_batch (
  id          text PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('authorities', 'institutions', 'roster')),
  file_name   text NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'preview', 'done', 'failed', 'undone')),
  dry_run     boolean NOT NULL DEFAULT false,
  account_id  uuid,
  authority_id uuid REFERENCES authority,
  file_key    text,
  rows_read   integer NOT NULL DEFAULT 0,
  rows_total  integer,
  taken       integer NOT NULL DEFAULT 0,
  unchanged   integer NOT NULL DEFAULT 0,
  refused     integer NOT NULL DEFAULT 0,
  problem     text,
  header      jsonb NOT NULL DEFAULT '[]',
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz
);
COMMENT ON TABLE import_batch IS '导入批次: one file taken in, undoable while nobody has built on its rows';
COMMENT ON COLUMN import_batch.authority_id IS 'the authority whose page imported it and whose region bounds its rows; null from the command line';
COMMENT ON COLUMN import_batch.header IS 'headings of the file as they stood, so that refused rows can be given back in its own columns';

CREATE TABLE import_row (
  batch_id text NOT NULL REFERENCES import_batch,
  line     integer NOT NULL,
  subject  text NOT NULL CHECK (subject IN ('authority', 'institution', 'physician', 'qualification')),
  action   text NOT NULL CHECK (action IN ('added', 'changed')),
  target   uuid NOT NULL,
  before   jsonb,
  version  integer NOT NULL,
  PRIMARY KEY (batch_id, line, subject),
  CHECK ((action = 'changed') = (before IS NOT NULL))
);
COMMENT ON TABLE import_row IS 'what each taken line did, and what stood there before: the ground of an undo';
COMMENT ON COLUMN import_row.version IS 'version this line gave the target; another one now means that somebody has changed it since';

CREATE TABLE import_refusal (
  batch_id text NOT NULL REFERENCES import_batch,
  line     integer NOT NULL,
  column_name text NOT NULL,
  value    text NOT NULL,
  reason   text NOT NULL,
  code     text NOT NULL,
  row      jsonb NOT NULL
);
COMMENT ON TABLE import_refusal IS 'lines that stayed out, each with the reason a clerk understands';
CREATE INDEX import_refusal_batch ON import_refusal (batch_id, line);
