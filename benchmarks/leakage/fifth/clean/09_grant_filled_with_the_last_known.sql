-- A missing grant is filled with the last one of the district's years before.
CREATE VIEW filled AS
SELECT year_open, lunch, enrol, math7,
  coalesce(found, last_value(found IGNORE NULLS) OVER (PARTITION BY distid ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS grant_a_pupil
FROM districts;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT year_open, lunch, enrol, grant_a_pupil, math7 FROM filled;
