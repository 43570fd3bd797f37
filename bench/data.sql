-- A register of :physicians people for the bench: made-up data, as xinglin_owner, on a migrated database.
-- What is sealed has been written to bench_person and bench_applicant before (bench/sealedPeople.ts).
-- Tokens of sessions are known to the bench: bench-person-N, bench-clerk-N, bench-decider-N.

CREATE TEMP TABLE county AS SELECT row_number() OVER (ORDER BY code) - 1 AS n, code, left(code, 2) || '0000' AS province FROM region WHERE level = 'county' ORDER BY code;
CREATE UNIQUE INDEX ON county (n);
CREATE TEMP TABLE counties AS SELECT count(*)::int AS n FROM county;

INSERT INTO authority (code, name, region_code, level, path, registers)
SELECT 'B' || code, '主管部门' || code, code, 'county', 'B' || province || '/B' || code, true FROM county;
INSERT INTO authority (code, name, region_code, level, path, consents)
SELECT DISTINCT 'B' || province, '省局' || province, province, 'province', 'B' || province, true FROM county;

INSERT INTO institution (id, number, name, region_code, type, authority_id)
SELECT md5('i' || i)::uuid, 'BENCH' || lpad(i::text, 17, '0'), '诊所' || i, c.code, '中医诊所', a.id
FROM generate_series(0, 39999) AS i JOIN county c ON c.n = i % (SELECT n FROM counties) JOIN authority a ON a.code = 'B' || c.code;
CREATE TEMP TABLE clinic AS SELECT row_number() OVER (ORDER BY number) - 1 AS n, id, authority_id, region_code FROM institution WHERE number LIKE 'BENCH%';
CREATE UNIQUE INDEX ON clinic (n);

INSERT INTO physician (id, name, sex, birth_date, id_type, id_number_sealed, id_number_index)
SELECT md5('p' || i)::uuid, '医师' || translate(i::text, '0123456789', '零一二三四五六七八九'), CASE WHEN i % 2 = 0 THEN 'female' ELSE 'male' END, date '1960-01-01' + i % 12000, 'passport', id_number, id_number_index
FROM bench_person;
INSERT INTO qualification (id, physician_id, certificate_no_sealed, certificate_no_index, issued_on, province_code, techniques, conditions, issuer)
SELECT md5('q' || i)::uuid, md5('p' || i)::uuid, certificate_no, certificate_no_index, date '2025-01-01' + i % 600, c.province, '针刺;艾灸', '腰痛病、颈椎病', '省局'
FROM bench_person JOIN county c ON c.n = i % (SELECT n FROM counties);

-- Everybody but those who are about to apply has an entry.
INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id, authority_id,
  techniques, conditions, registered_on, main_since, verification_code, version)
SELECT md5('e' || i)::uuid, md5('p' || i)::uuid, md5('q' || i)::uuid, c.province, 'practising', '354' || c.code || lpad((i / (SELECT n FROM counties))::text, 6, '0'),
  k.id, k.authority_id, '针刺;艾灸', '腰痛病、颈椎病', date '2025-01-01' + i % 600, date '2025-01-01' + i % 600, upper(left(md5('v' || i), 16)), 1
FROM generate_series(:drafts + 1, :physicians) AS i JOIN county c ON c.n = i % (SELECT n FROM counties) JOIN clinic k ON k.n = i % 40000;
-- Numbers go on after theirs.
INSERT INTO licence_serial (region_code, last) SELECT code, :physicians / (SELECT n FROM counties) FROM county;

INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_sealed, phone_index, phone_verified_at, notice_version, matched_at, physician_id,
  qualification_id, activated_at, role, created_at)
SELECT md5('a' || i)::uuid, 'person', 'bench' || i, '-', '医师' || translate(i::text, '0123456789', '零一二三四五六七八九'), 'passport', id_number, id_number_index, phone, phone_index, now(), '1', now(),
  md5('p' || i)::uuid, md5('q' || i)::uuid, now(), 'physician', now()
FROM bench_applicant;
INSERT INTO account (id, "end", login_name, password_hash, name, role, institution_id, created_at)
SELECT md5('k' || n)::uuid, 'institution', 'bench-clerk-' || n, '-', '经办人' || n, 'clerk', id, now() FROM clinic;
INSERT INTO account (id, "end", login_name, password_hash, name, role, authority_id, created_at)
SELECT md5('d' || c.n)::uuid, 'authority', 'bench-decider-' || c.n, '-', '审批人' || c.n, 'decider', a.id, now()
FROM county c JOIN authority a ON a.code = 'B' || c.code;
INSERT INTO session (token_hash, account_id, created_at, expires_at, proved_at, second_factor_at)
SELECT sha256(convert_to('bench-person-' || i, 'UTF8')), md5('a' || i)::uuid, now(), now() + interval '10 years', 'infinity'::timestamptz, now() FROM generate_series(1, :drafts) AS i
UNION ALL SELECT sha256(convert_to('bench-clerk-' || n, 'UTF8')), md5('k' || n)::uuid, now(), now() + interval '10 years', 'infinity'::timestamptz, now() FROM clinic
UNION ALL SELECT sha256(convert_to('bench-decider-' || n, 'UTF8')), md5('d' || n)::uuid, now(), now() + interval '10 years', 'infinity'::timestamptz, now() FROM county;

-- 600,000 files of other people: a third each at institutions, waiting at authorities, done. None is late or nearly so, else
-- the round of time would have hundreds of thousands of cases to act on beside the measurement.
INSERT INTO application (id, kind, number, physician_id, account_id, subject, province_code, institution_id, authority_id, state, version, state_since,
  created_at, submitted_on, passed_on, received_on, decided_on, due_on, is_over)
SELECT md5('f' || i)::uuid, 'registration', 'ZC-2025-' || lpad(i::text, 6, '0'), md5('p' || (i % (:physicians - :drafts) + :drafts + 1))::uuid, md5('a1')::uuid, 'x' || i, c.province,
  k.id, k.authority_id, s.state, 2, at.t, at.t, at.t::date, at.t::date, CASE WHEN s.state <> 'atInstitution' THEN at.t::date END,
  CASE WHEN s.state = 'approved' THEN at.t::date END, CASE WHEN s.state <> 'approved' THEN current_date + 15 + i % 17 END, s.state = 'approved'
FROM generate_series(1, :applications) AS i
JOIN clinic k ON k.n = i % 40000 JOIN county c ON c.code = k.region_code
CROSS JOIN LATERAL (SELECT (ARRAY['atInstitution', 'atAuthority', 'approved'])[1 + i / 40000 % 3] AS state) s
CROSS JOIN LATERAL (SELECT now() - (i::bigint * 7919 % 86400) * interval '1 second' AS t) at;

INSERT INTO photo (id, account_id, key, created_at) SELECT md5('h' || i)::uuid, md5('a' || i)::uuid, 'photos/bench.jpg', now() FROM generate_series(1, :drafts) AS i;
-- Drafts ready to be submitted, each to an institution of its own examination province.
INSERT INTO application (id, kind, physician_id, account_id, subject, province_code, state, state_since, created_at, draft_sealed, draft_institution_id)
SELECT md5('g' || i)::uuid, 'registration', md5('p' || i)::uuid, md5('a' || i)::uuid, '', c.province, 'draft', now(), now(),
  draft, institution_id
FROM bench_applicant JOIN county c ON c.n = i % (SELECT n FROM counties);

DROP TABLE bench_person, bench_applicant;
