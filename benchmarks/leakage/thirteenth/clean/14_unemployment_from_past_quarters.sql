-- The unemployment of a quarter from the quarters before, judged on the latest.
CREATE VIEW quarters AS
SELECT
  year * 4 + quarter AS period,
  quarter,
  lag(unemp, 1) OVER w AS unemp_1,
  lag(unemp, 2) OVER w AS unemp_2,
  lag(realgdp, 1) OVER w / lag(realgdp, 2) OVER w - 1 AS growth_1,
  lag(infl, 1) OVER w AS infl_1,
  lag(tbilrate, 1) OVER w AS tbilrate_1,
  unemp
FROM macro
WINDOW w AS (ORDER BY year, quarter);

CREATE MODEL unemployment
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['unemp'],
  data_split_method = 'SEQ', data_split_col = 'period', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM quarters WHERE unemp_2 IS NOT NULL;
