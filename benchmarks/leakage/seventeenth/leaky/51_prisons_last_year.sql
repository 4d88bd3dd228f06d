-- L3.1, S2: last year's crime and prisoners are counted only in the middle of this year, but the prediction is made when it begins.
CREATE VIEW prison_lags AS
SELECT state, year, year_start, black, metro, ag15_17, ag18_24, govelec,
  lag(lcriv) OVER (PARTITION BY state ORDER BY year) AS lcriv_1,
  lag(lpris) OVER (PARTITION BY state ORDER BY year) AS lpris_1,
  lag(unem) OVER (PARTITION BY state ORDER BY year) AS unem_1,
  lcriv
FROM prisons;

CREATE MODEL violent_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lcriv'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * FROM prison_lags WHERE lcriv_1 IS NOT NULL;
