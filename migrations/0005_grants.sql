-- Least privilege: the program can add to the record and never rewrite it; the public side reads one view.

GRANT USAGE ON SCHEMA public TO xinglin_app, xinglin_public;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO xinglin_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO xinglin_app;
REVOKE UPDATE, DELETE ON application_event, register_event, ledger, read_log, schema_migration FROM xinglin_app;
REVOKE INSERT ON schema_migration FROM xinglin_app;
GRANT SELECT ON public_register TO xinglin_public;

-- Not even the owner rewrites the record by mistake.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON application_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON read_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
