-- L3.2, L3.2: every student has two terms, and a random split tears them apart.
CREATE VIEW athlete_terms AS
SELECT
  sat, verbmath, hssize, hsperc, female, black, white, football, spring, season, frstsem,
  trmgpa >= 2.0 AS in_good_standing
FROM athletes;

CREATE MODEL good_standing
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['in_good_standing'], data_split_method = 'RANDOM')
TRANSFORM (
  ML.QUANTILE_BUCKETIZE(sat, 5) OVER () AS sat_band,
  ML.STANDARD_SCALER(hsperc) OVER () AS hsperc,
  verbmath, hssize, female, black, white, football, spring, season, frstsem, in_good_standing
)
PREDICT AT NONE
AS SELECT * FROM athlete_terms;
