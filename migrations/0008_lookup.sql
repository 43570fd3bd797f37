-- All entries of a physician, the deregistered ones too: the public lookup by name, and the facts every rule looks at.

CREATE INDEX register_entry_physician ON register_entry (physician_id);
