-- L3.1, S2: last year's crime and police counts are used on New Year, half a year before they come out.
CREATE VIEW lagged_prisons AS
SELECT
  state, year_start, black, metro, ag15_17, ag18_24,
  lag(criv) OVER by_state AS criv_last_year,
  lag(polpc) OVER by_state AS polpc_last_year,
  lag(lpris) OVER by_state AS lpris_last_year,
  criv
FROM prisons
WINDOW by_state AS (PARTITION BY state ORDER BY year);

CREATE MODEL violent_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['criv'])
CARRY (state)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * FROM lagged_prisons WHERE criv_last_year IS NOT NULL;
