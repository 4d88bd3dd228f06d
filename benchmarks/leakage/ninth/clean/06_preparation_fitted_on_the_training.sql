-- The preparation is given the women of the training part, by the flag that the split of the model reads.
CREATE VIEW stg_women AS
SELECT year, educ, meduc, feduc, age, black, farm, town, kids >= 3 AS has_many,
  hash(year, educ, meduc, feduc, age, black, farm, town) % 4 = 0 AS is_test
FROM mothers;

CREATE MODEL prep_women
TRANSFORM (
  ML.STANDARD_SCALER(educ) OVER () AS educ, ML.QUANTILE_BUCKETIZE(age, 6) OVER () AS age,
  ML.ROBUST_SCALER(meduc) OVER () AS meduc, ML.MIN_MAX_SCALER(feduc) OVER () AS feduc
)
OPTIONS (model_type = 'TRANSFORM_ONLY')
PREDICT AT NONE
AS SELECT educ, age, meduc, feduc FROM stg_women WHERE NOT is_test;

CREATE TABLE mart_women AS
SELECT educ, age, meduc, feduc, year, black, farm, town, has_many, is_test
FROM ML.TRANSFORM(MODEL prep_women, TABLE stg_women);

CREATE MODEL many_children
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['has_many'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM mart_women;
