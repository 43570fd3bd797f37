-- 安全设置: codes are counted for the whole site.

CREATE TABLE code_day (
  day  date PRIMARY KEY,
  sent integer NOT NULL
);
COMMENT ON TABLE code_day IS 'codes sent by SMS on one day (Asia/Shanghai) by the whole site; SMS_DAILY_LIMIT ends the day''s sending';
GRANT SELECT, INSERT, UPDATE ON code_day TO xinglin_app;
