-- Maxima are found by a look at the next year; but the window ends two years back, so that the year that
-- settles the last one is last year. There is a LEAD, and nothing of this year or later is in it.
CREATE TABLE peaks AS
SELECT YEAR AS year, SUNACTIVITY AS spots,
  lag(SUNACTIVITY) OVER w < SUNACTIVITY AND lead(SUNACTIVITY) OVER w < SUNACTIVITY AS is_peak
FROM sunspots WINDOW w AS (ORDER BY YEAR);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_active']) PREDICT AT NONE
AS
SELECT
  year - max(year) FILTER (WHERE is_peak) OVER (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS since,
  spots > 50 AS is_active
FROM peaks;
