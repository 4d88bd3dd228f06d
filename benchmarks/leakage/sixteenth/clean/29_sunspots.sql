-- Next year's sunspots from the years before, judged on the latest years.
CREATE VIEW cycles AS
SELECT
  YEAR AS y,
  lag(SUNACTIVITY, 1) OVER w AS before_1,
  lag(SUNACTIVITY, 2) OVER w AS before_2,
  lag(SUNACTIVITY, 11) OVER w AS before_11,
  max(SUNACTIVITY) OVER (ORDER BY YEAR ROWS BETWEEN 11 PRECEDING AND 1 PRECEDING) AS last_peak,
  SUNACTIVITY
FROM sunspots
WINDOW w AS (ORDER BY YEAR);

CREATE MODEL next_sunspots
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['SUNACTIVITY'], data_split_method = 'SEQ', data_split_col = 'y')
PREDICT AT NONE
AS SELECT * FROM cycles WHERE before_11 IS NOT NULL;
