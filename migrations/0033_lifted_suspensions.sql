-- A suspension that should not have been, or was set aside, is lifted before its last day.
ALTER TABLE register_order DROP CONSTRAINT register_order_kind_check;
ALTER TABLE register_order ADD CONSTRAINT register_order_kind_check
  CHECK (kind IN ('suspend', 'resume', 'revoke', 'annul', 'deregister', 'correct'));
