-- L3.1, S2 or S4: last year's deaths and miles come out in the middle of this year, after the prediction on its first day.
CREATE VIEW state_years AS
SELECT
  state, year, year_start, seatbelt, minage, zerotol, gdl, bac08, bac10, perse, sl70plus,
  lag(totfatrte) OVER by_state AS totfatrte_last_year,
  lag(vehicmilespc) OVER by_state AS miles_last_year,
  lag(unem) OVER by_state AS unem_last_year,
  totfatrte
FROM roads
WINDOW by_state AS (PARTITION BY state ORDER BY year);

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE totfatrte_last_year IS NOT NULL;
