-- L3.1, S4 or S1: a year is a maximum if the next one has fewer spots; so whether last year was one says whether
-- this year's number, the answer, is lower. The window itself ends with last year.
CREATE TABLE peaks AS
SELECT YEAR AS year, SUNACTIVITY AS spots,
  lag(SUNACTIVITY) OVER w < SUNACTIVITY AND lead(SUNACTIVITY) OVER w < SUNACTIVITY AS is_peak
FROM sunspots WINDOW w AS (ORDER BY YEAR);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_active']) PREDICT AT NONE
AS
SELECT
  year - max(year) FILTER (WHERE is_peak) OVER (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS since,
  spots > 50 AS is_active
FROM peaks;
