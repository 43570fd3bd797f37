ALTER TABLE bar ADD COLUMN application_id uuid REFERENCES application;
COMMENT ON COLUMN bar.application_id IS 'the deregistration it follows from, applied for or reported; null where an order or a roster brought it';
