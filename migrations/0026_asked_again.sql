-- Supplements asked for after the first of a file are counted against the office (行政许可法32).

CREATE INDEX application_asked_again ON application (authority_id) WHERE jsonb_array_length(pauses) > 1;
