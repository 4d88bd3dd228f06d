-- The rate of deaths on the roads is predicted as the year begins, from laws and the counts of two and three years before, which are out by then.
CREATE VIEW state_years AS
SELECT
  state, year, year_start, sl70plus, seatbelt, minage, zerotol, gdl, bac08, perse,
  lag(totfatrte, 2) OVER w AS rate_2,
  lag(totfatrte, 3) OVER w AS rate_3,
  lag(vehicmilespc, 2) OVER w AS miles_2,
  totfatrte
FROM roads
WINDOW w AS (PARTITION BY state ORDER BY year);

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'], l2_reg = 1)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE rate_3 IS NOT NULL;
