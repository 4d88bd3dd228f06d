-- Deaths on the roads from the laws of the year and the figures of two years before, the newest that are out.
CREATE VIEW state_years AS
SELECT
  state, year, year_start,
  minage, zerotol, gdl, bac08, bac10, perse, sbprim, sbsecon, sl70plus,
  lag(totfatrte, 2) OVER s AS rate_2_years_ago,
  lag(totfatrte, 3) OVER s AS rate_3_years_ago,
  lag(unem, 2) OVER s AS unem_2_years_ago,
  lag(vehicmilespc, 2) OVER s AS miles_2_years_ago,
  totfatrte
FROM roads
WINDOW s AS (PARTITION BY state ORDER BY year);

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE year >= 1983;

CREATE TABLE road_report AS SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL road_deaths);
