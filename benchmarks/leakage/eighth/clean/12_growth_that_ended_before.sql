-- The growth of two years before, the last that was published when the year begins.
CREATE VIEW stg_states AS SELECT state, year, year_start, govelec, black, ag15_17, ag18_24, gcriv, criv FROM prisons;

CREATE TABLE int_states AS
SELECT *, lag(criv, 2) OVER (PARTITION BY state ORDER BY year) AS criv_2,
  lag(gcriv, 2) OVER (PARTITION BY state ORDER BY year) AS growth
FROM stg_states;

CREATE MODEL violent_state
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_violent'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * EXCLUDE (criv, gcriv), criv > 5 AS is_violent FROM int_states WHERE criv_2 IS NOT NULL;
