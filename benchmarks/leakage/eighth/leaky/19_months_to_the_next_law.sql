-- L3.1, S3 or S4: the countdown to the next law about belts or speed was not on any calendar, for laws are
-- known a day before.
CREATE TABLE int_laws AS
SELECT month_start AS in_force FROM (
  SELECT month_start, spdlaw, beltlaw, lag(spdlaw) OVER (ORDER BY month_start) AS spd_1,
    lag(beltlaw) OVER (ORDER BY month_start) AS belt_1
  FROM crashes
) WHERE spdlaw <> spd_1 OR beltlaw <> belt_1;

CREATE TABLE mart_months AS
SELECT c.month_start, c.wkends, c.feb, c.jul, c."dec" AS december,
  (SELECT min(date_diff('month', c.month_start, l.in_force)) FROM int_laws AS l WHERE l.in_force > c.month_start) AS months_of_law,
  c.injacc
FROM crashes AS c;

CREATE MODEL injured_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['injacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT * FROM mart_months;
