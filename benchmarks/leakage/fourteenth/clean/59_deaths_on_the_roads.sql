-- Deaths on the roads by state: the laws of the year and the counts of two years before, which are the last that are out.
CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'], l2_reg = 0.05)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT
  state, year, year_start, minage, zerotol, gdl, bac08, bac10, perse, seatbelt, sl65, sl70plus,
  lag(totfatrte, 2) OVER (PARTITION BY state ORDER BY year) AS rate_2,
  lag(unem, 2) OVER (PARTITION BY state ORDER BY year) AS unem_2,
  lag(vehicmilespc, 2) OVER (PARTITION BY state ORDER BY year) AS miles_2,
  totfatrte
FROM roads;
