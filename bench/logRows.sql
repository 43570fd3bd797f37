-- :entries registrations that have ended, two events and two rows of the ledger each, as the program writes them: four leaves each.
INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id, authority_id,
  techniques, conditions, registered_on, main_since, ended_on, verification_code, version)
SELECT md5('e' || i)::uuid, p.id, q.id, '430000', 'deregistered', '354430102' || lpad(i::text, 6, '0'), n.id, a.id,
  '针刺、艾灸、拔罐', '颈肩腰腿痛(颈椎病、腰椎间盘突出症)', '2020-01-06', '2020-01-06', '2021-01-06', upper(left(md5('v' || i), 16)), 2
FROM generate_series(1, :entries) AS i, physician p, qualification q, institution n, authority a WHERE a.id = n.authority_id;

INSERT INTO register_event (entry_id, seq, type, at, effective_on, event)
SELECT e.id, s.seq, s.type, timestamptz '2020-01-06T01:00:00Z' + s.seq * interval '1 hour', '2020-01-06', CASE s.seq WHEN 1 THEN jsonb_build_object('type', 'registered',
  'entryId', e.id, 'on', e.registered_on, 'physicianId', e.physician_id, 'qualificationId', e.qualification_id, 'provinceCode', '430000',
  'licenceNo', e.licence_no, 'institutionId', e.main_institution_id, 'authorityId', e.authority_id, 'techniques', e.techniques,
  'conditions', e.conditions, 'photoId', NULL) ELSE jsonb_build_object('type', 'deregistered', 'entryId', e.id, 'on', '2021-01-06', 'reason', '退休') END
FROM register_entry e, (VALUES (1, 'registered'), (2, 'deregistered')) AS s(seq, type);

INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id, article, detail)
SELECT v.at, '李审批', '长沙市芙蓉区卫生健康局', v.type, 'register_entry', v.entry_id::text, '医师法第十四条', '{"words": "材料齐全,准予办理"}'
FROM register_event v;
