-- Unemployment from the two quarters before, the last quarters held out.
CREATE TABLE quarters AS
SELECT year * 10 + quarter AS quarter_no, quarter,
  lag(unemp) OVER w AS unemp_1, lag(unemp, 2) OVER w AS unemp_2, lag(infl) OVER w AS infl_1, lag(tbilrate) OVER w AS tbilrate_1,
  lag(realgdp) OVER w / lag(realgdp, 2) OVER w - 1 AS growth_1,
  unemp
FROM macro
WINDOW w AS (ORDER BY year, quarter);

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'],
  data_split_method = 'SEQ', data_split_col = 'quarter_no', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM quarters WHERE unemp_2 IS NOT NULL;
