-- What the public side gives out: lookups by institution, receipts, published lists, open data, statistics.

-- Pairs of neighbouring characters of a name, by which a part of it is found without reading every name.
CREATE FUNCTION name_pairs(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(DISTINCT substr(name, i, 2)), '{}') FROM generate_series(1, length(name) - 1) AS i);
CREATE INDEX institution_pairs ON institution USING gin (name_pairs(name));

-- The institution's region, by which institutions of one name are told apart.
CREATE OR REPLACE VIEW public_register WITH (security_barrier) AS
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
       e.verification_code,
       i.region_code
FROM register_entry e
JOIN physician p ON p.id = e.physician_id
JOIN institution i ON i.id = e.main_institution_id
JOIN authority a ON a.id = e.authority_id
JOIN region r ON r.code = e.province_code;
COMMENT ON VIEW public_register IS '社会公示: a registration as xinglin_public may read it, nine fields and the state';

-- Institutions of exactly this name within a region, else those with this part in their name. Four are enough to know that it fits too many.
CREATE FUNCTION fitting_institutions(asked text, region text, whole_only boolean) RETURNS TABLE (name text, region_code char(6))
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN QUERY SELECT i.name, i.region_code FROM institution i WHERE i.name = asked AND starts_with(i.region_code, region) LIMIT 4;
  IF FOUND OR whole_only OR length(asked) < 2 THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT i.name, i.region_code FROM institution i
    WHERE name_pairs(i.name) @> name_pairs(asked) AND strpos(i.name, asked) > 0 AND starts_with(i.region_code, region) LIMIT 4;
END
$$;

-- What has happened to the registration of this name and number, without anything the public may not know: photo, contact and
-- claims are left out, ids of people and personal reasons are emptied.
CREATE FUNCTION public_history(asked_name text, asked_number text) RETURNS TABLE (seq integer, event jsonb, institution text, authority text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT v.seq, (v.event - '{physicianId,qualificationId,photoId,reason}'::text[]) || '{"physicianId": "", "qualificationId": "", "photoId": null, "reason": ""}',
    i.name, u.name
  FROM register_entry e JOIN physician p ON p.id = e.physician_id JOIN register_event v ON v.entry_id = e.id
  LEFT JOIN institution i ON i.id = (v.event ->> 'institutionId')::uuid
  LEFT JOIN authority u ON u.id = (v.event ->> 'authorityId')::uuid
  WHERE e.licence_no = asked_number AND p.name = asked_name AND v.type NOT IN ('photoUpdated', 'licenceClaimed') ORDER BY v.seq
$$;

CREATE VIEW public_authority WITH (security_barrier) AS
SELECT code, name, region_code FROM authority WHERE registers;
COMMENT ON VIEW public_authority IS '公示: authorities that register, whose lists are published';

-- 医师法21: registered and ended, each as it was decided.
CREATE VIEW public_publication WITH (security_barrier) AS
SELECT u.code AS authority_code, u.name AS authority, v.type AS kind, v.effective_on, p.name, CASE p.sex WHEN 'male' THEN '男' ELSE '女' END AS sex,
       e.licence_no, i.name AS institution, v.event ->> 'techniques' AS scope, NULL AS article
FROM register_event v
JOIN register_entry e ON e.id = v.entry_id
JOIN physician p ON p.id = e.physician_id
JOIN institution i ON i.id = (v.event ->> 'institutionId')::uuid
JOIN authority u ON u.id = (v.event ->> 'authorityId')::uuid
WHERE v.type = 'registered'
UNION ALL
SELECT u.code, u.name, v.type, v.effective_on, p.name, CASE p.sex WHEN 'male' THEN '男' ELSE '女' END,
       e.licence_no, i.name, e.techniques, coalesce(o.content ->> 'article', '')
FROM register_event v
JOIN register_entry e ON e.id = v.entry_id
JOIN physician p ON p.id = e.physician_id
JOIN institution i ON i.id = e.main_institution_id
JOIN authority u ON u.id = e.authority_id
LEFT JOIN register_order o ON o.id = v.order_id
WHERE v.type IN ('deregistered', 'revoked', 'annulled');
COMMENT ON VIEW public_publication IS '公示名单: 准予注册 and 注销, 吊销, 撤销, one row each; without the reasons of a person';
CREATE INDEX register_event_registered ON register_event (((event ->> 'authorityId')::uuid), effective_on) WHERE type = 'registered';
CREATE INDEX register_event_ended ON register_event (effective_on) WHERE type IN ('deregistered', 'revoked', 'annulled');

CREATE TABLE register_receipt (
  number  text PRIMARY KEY,
  token   text NOT NULL,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE register_receipt IS '执业情况证明: a signed answer about one registration on one day, found again by its number';
COMMENT ON COLUMN register_receipt.number IS 'random: who has none finds none; it is also in the signed text';
COMMENT ON COLUMN register_receipt.token IS 'compact JWS register-receipt+jwt; names and public numbers only';
CREATE INDEX register_receipt_made ON register_receipt (made_at);

CREATE TABLE open_data_edition (
  day      date PRIMARY KEY,
  made_at  timestamptz NOT NULL,
  manifest text NOT NULL,
  files    jsonb NOT NULL
);
COMMENT ON TABLE open_data_edition IS '开放数据: the files of one day, which lie in storage compressed';
COMMENT ON COLUMN open_data_edition.manifest IS 'compact JWS open-data+jwt: counts, lengths, SHA-256 and fields of the files';
COMMENT ON COLUMN open_data_edition.files IS '[{name, key, type, rows, bytes, sha256}]; key is where the compressed file lies';

CREATE TABLE public_statistics (
  id      smallint PRIMARY KEY CHECK (id = 1),
  made_at timestamptz NOT NULL,
  figures jsonb NOT NULL
);
COMMENT ON TABLE public_statistics IS '统计: the one row of figures as last counted, small numbers already withheld';

GRANT SELECT, INSERT, DELETE ON register_receipt, open_data_edition TO xinglin_app;
-- To hold a row while it is deleted; what it says cannot be changed.
GRANT UPDATE (made_at) ON register_receipt TO xinglin_app;
GRANT SELECT, INSERT, UPDATE ON public_statistics TO xinglin_app;
GRANT SELECT ON public_authority, public_publication, open_data_edition, public_statistics TO xinglin_public;
REVOKE EXECUTE ON FUNCTION fitting_institutions, public_history FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fitting_institutions, public_history TO xinglin_public;
