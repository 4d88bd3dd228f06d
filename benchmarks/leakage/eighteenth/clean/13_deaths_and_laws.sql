-- deaths on the roads from the laws of the year and the rate of two years before, which is out by then.
CREATE VIEW state_years AS
SELECT state, year, year_start, sl65, sl70plus, seatbelt, minage, zerotol, gdl, bac08, bac10, perse,
  lag(totfatrte, 2) OVER (PARTITION BY state ORDER BY year) AS rate_2_ago,
  lag(vehicmilespc, 2) OVER (PARTITION BY state ORDER BY year) AS miles_2_ago,
  totfatrte
FROM roads;

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
CARRY (year)
PREDICT AT year_start + INTERVAL 10 DAY
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE rate_2_ago IS NOT NULL;
