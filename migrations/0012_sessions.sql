-- What a person sees of their own sessions, and how fresh the proof behind one is.

ALTER TABLE session
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN device text NOT NULL DEFAULT '',
  ADD COLUMN device_key bytea,
  ADD COLUMN network text NOT NULL DEFAULT '',
  ADD COLUMN last_seen_at timestamptz,
  ADD COLUMN proved_at timestamptz,
  ADD COLUMN second_factor_at timestamptz;
UPDATE session SET last_seen_at = created_at, proved_at = created_at;
COMMENT ON COLUMN session.id IS 'names the session in the list of devices; worth nothing as a cookie';
COMMENT ON COLUMN session.device IS 'browser and system in words (微信, Android), never the whole user agent';
COMMENT ON COLUMN session.device_key IS 'SHA-256 of the long-lived cookie of the device, by which a new device is told from a known one';
COMMENT ON COLUMN session.network IS 'where it came from, cut to a network (IPv4 /24, IPv6 /48)';
COMMENT ON COLUMN session.last_seen_at IS 'written at most once a minute; the idle limit counts from here';
COMMENT ON COLUMN session.proved_at IS 'when this session last proved who sits there (sign-in, or again before a decision)';
COMMENT ON COLUMN session.second_factor_at IS 'when the second factor was given; null: not yet, so that staff reach nothing but the page that asks for it';
