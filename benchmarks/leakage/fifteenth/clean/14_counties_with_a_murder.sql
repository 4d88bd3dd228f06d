-- Whether a county has a murder in a year, by its people; the years of a county stay together.
CREATE VIEW stg_counties AS
SELECT countyid, year, ln(popul) AS log_popul, density, perc1019, perc2029, percblack, percmale,
  murders > 0 AS has_murder
FROM all_homicides
WHERE popul > 0;

CREATE MODEL county_has_murder
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'],
  data_split_method = 'RANDOM', data_split_group_cols = ['countyid']
)
TRANSFORM (
  log_popul,
  ML.ROBUST_SCALER(density) OVER () AS density_scaled,
  perc1019, perc2029, percmale,
  ML.QUANTILE_BUCKETIZE(percblack, 5) OVER () AS black_band
)
KEY (countyid, year)
PREDICT AT NONE
AS SELECT * FROM stg_counties;
