-- Crime of a county from the year before; trained on 1982 to 1986, judged on 1987.
CREATE VIEW county_lags AS
SELECT
  county, year,
  lag(lcrmrte) OVER (PARTITION BY county ORDER BY year) AS crime_1y,
  lag(lprbarr) OVER (PARTITION BY county ORDER BY year) AS arrests_1y,
  lag(lpolpc) OVER (PARTITION BY county ORDER BY year) AS police_1y,
  lag(ldensity) OVER (PARTITION BY county ORDER BY year) AS density_1y,
  west, central, urban, pctmin80,
  lcrmrte
FROM counties;

CREATE TABLE county_rows AS
SELECT * EXCLUDE (year), year = 87 AS is_test
FROM county_lags
WHERE crime_1y IS NOT NULL;

CREATE MODEL county_crime
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lcrmrte'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
CARRY (county)
PREDICT AT NONE
AS SELECT * FROM county_rows;

CREATE TABLE county_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL county_crime);
