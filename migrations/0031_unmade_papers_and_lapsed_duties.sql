-- Which licences a batch could not put on paper, and why: a count alone sends nobody to mend it.

CREATE TABLE paper_batch_unmade (
  batch_id uuid NOT NULL REFERENCES paper_batch,
  entry_id uuid NOT NULL REFERENCES register_entry,
  reason   text NOT NULL CHECK (reason IN ('photoMissing', 'uncovered', 'gone')),
  PRIMARY KEY (batch_id, entry_id)
);
COMMENT ON TABLE paper_batch_unmade IS '批量制证: licences that were left without a paper';
COMMENT ON COLUMN paper_batch_unmade.reason IS 'photoMissing: the file of its photo is not there; uncovered: a character no font has; gone: no longer in force, or changing at that moment';
CREATE INDEX paper_batch_unmade_entry ON paper_batch_unmade (entry_id);
GRANT SELECT, INSERT ON paper_batch_unmade TO xinglin_app;

COMMENT ON COLUMN paper_batch.refused IS 'left without a paper: each is in paper_batch_unmade';

-- A duty to report ends for an institution whose physician has moved on: met again years later, it would be late at once.
UPDATE report_duty d SET closed_at = v.at
FROM (SELECT entry_id, max(at) AS at FROM register_event WHERE type = 'mainInstitutionChanged' GROUP BY entry_id) v
WHERE v.entry_id = d.entry_id AND d.closed_at IS NULL AND v.at > d.noted_at;
COMMENT ON COLUMN report_duty.closed_at IS 'met, dropped, or lapsed with the move of the physician to another institution; null while open';
