-- Next year's fare of a route is predicted from this year's figures of it, and judged on the last year.
CREATE VIEW route_years AS
SELECT
  id, year, ldist,
  lag(lfare) OVER w AS lfare_before,
  lag(concen) OVER w AS concen_before,
  lag(lpassen) OVER w AS lpassen_before,
  lfare
FROM fares
WINDOW w AS (PARTITION BY id ORDER BY year);

CREATE MODEL fare_next_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lfare'], data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.3)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM route_years WHERE lfare_before IS NOT NULL;
