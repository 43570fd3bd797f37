-- Who has done the institution's part, for the words of the trail.

ALTER TABLE application ADD COLUMN stepped_in_on date;
COMMENT ON COLUMN application.stepped_in_on IS 'day on which the authority went on without the institution (直接办理); null: the institution passed it, or nobody has yet';
UPDATE application a SET stepped_in_on = a.passed_on
WHERE EXISTS (SELECT FROM application_event e WHERE e.application_id = a.id AND e.type = 'steppedIn');
