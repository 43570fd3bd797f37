-- Who has done the institution's part, for the words of the trail.

ALTER TABLE application ADD COLUMN stepped_in_on date;
COMMENT ON COLUMN application.stepped_in_on IS 'day on which the authority went on without the institution (直接办理); null: the institution passed it, or nobody has yet';
UPDATE application a SET stepped_in_on = a.passed_on
WHERE EXISTS (SELECT FROM application_event e WHERE e.application_id = a.id AND e.type = 'steppedIn');

-- A new round begins with each submission: what was late before it is late no more.
UPDATE application a SET escalated_on = NULL
WHERE a.escalated_on IS NOT NULL AND EXISTS (
  SELECT FROM application_event s WHERE s.application_id = a.id AND s.type = 'submitted'
    AND s.seq > (SELECT max(e.seq) FROM application_event e WHERE e.application_id = a.id AND e.type = 'escalated'));
UPDATE application a SET nudges = n.since, nudged_on = CASE WHEN n.since > 0 THEN a.nudged_on END
FROM (SELECT e.application_id, count(*) FILTER (WHERE e.type = 'nudged' AND e.seq > (
          SELECT max(s.seq) FROM application_event s WHERE s.application_id = e.application_id AND s.type = 'submitted'))::int AS since
      FROM application_event e GROUP BY e.application_id) n
WHERE n.application_id = a.id AND a.nudges <> n.since;
