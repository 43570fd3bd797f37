-- What the desks look for: finished files, newest first. Those under way are found by the indexes of 0003.

CREATE INDEX application_authority_over ON application (authority_id, decided_on DESC, id DESC) WHERE is_over AND passed_on IS NOT NULL;
CREATE INDEX application_physician ON application (physician_id);
