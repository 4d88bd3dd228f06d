-- Crime in the counties of North Carolina from the year before; trained until 1985, judged on 1986 and 1987.
CREATE VIEW county_lags AS
SELECT
  county, year, density, pctmin80, urban, west, central,
  lag(lcrmrte) OVER w AS lcrmrte_1,
  lag(lprbarr) OVER w AS lprbarr_1,
  lag(lprbconv) OVER w AS lprbconv_1,
  lag(lpolpc) OVER w AS lpolpc_1,
  lag(pctymle) OVER w AS pctymle_1,
  lcrmrte,
  year >= 86 AS is_test
FROM counties
WINDOW w AS (PARTITION BY county ORDER BY year);

CREATE MODEL county_crime
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lcrmrte'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM county_lags WHERE year > 81;

CREATE TABLE county_crime_1988 AS
SELECT county, exp(predicted_lcrmrte) AS expected_crime_rate
FROM ML.PREDICT(MODEL county_crime, (
  SELECT
    county, density, pctmin80, urban, west, central,
    lcrmrte AS lcrmrte_1, lprbarr AS lprbarr_1, lprbconv AS lprbconv_1, lpolpc AS lpolpc_1, pctymle AS pctymle_1
  FROM counties WHERE year = 87
));
