-- One human being may have several accounts of staff: what they have handled with one of them counts for all. Read with each
-- request, by the blind index of the number; those without a number are left out.
CREATE INDEX account_staff_id_number ON account (id_number_index) WHERE "end" <> 'person' AND id_number_index IS NOT NULL;
