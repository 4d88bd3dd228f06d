-- Sunspots of a year by the years before and the cycle before; the last years are the test.
CREATE TABLE sunspot_lags AS
SELECT YEAR AS spot_year, SUNACTIVITY AS spots,
  lag(SUNACTIVITY, 1) OVER (ORDER BY YEAR) AS spots_1,
  lag(SUNACTIVITY, 2) OVER (ORDER BY YEAR) AS spots_2,
  lag(SUNACTIVITY, 11) OVER (ORDER BY YEAR) AS spots_11,
  avg(SUNACTIVITY) OVER (ORDER BY YEAR ROWS BETWEEN 11 PRECEDING AND 1 PRECEDING) AS mean_of_cycle
FROM sunspots;

CREATE MODEL sunspot_year
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['spots'],
  data_split_method = 'SEQ', data_split_col = 'spot_year', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM sunspot_lags WHERE spots_11 IS NOT NULL;
