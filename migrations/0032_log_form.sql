-- What a leaf commits to besides the row itself: the decision a ledger row tells of, and whose registration it is.
ALTER TABLE log_leaf ADD COLUMN form smallint NOT NULL DEFAULT 1 CHECK (form IN (1, 2));
COMMENT ON COLUMN log_leaf.form IS '1: the row alone; 2: also what it is about (event of the file, content of the order, name, sex and birth date of the holder)';
