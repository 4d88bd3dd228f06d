-- L3.1, S2: the counts of a year come out in the middle of the next, so last year's are not there on New Year's Day.
CREATE VIEW state_years AS
SELECT
  state, year, year_start, sbprim, sbsecon, sl70plus, minage, zerotol, gdl, bac08, perse,
  lag(totfatrte) OVER w AS rate_last_year,
  lag(unem) OVER w AS unem_last_year,
  totfatrte
FROM roads
WINDOW w AS (PARTITION BY state ORDER BY year);

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE year > 1980;
