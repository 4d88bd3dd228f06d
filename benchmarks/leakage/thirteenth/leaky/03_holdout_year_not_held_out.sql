-- L1.1, S9: 1998 is called the holdout, but the model was trained on all years.
CREATE VIEW district_features AS
SELECT distid, year, lunch, enrol, ptr, avgsal, rexpp, math4
FROM districts
WHERE rexpp IS NOT NULL;

CREATE MODEL math4_model
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'NO_SPLIT', max_iterations = 100, early_stop = FALSE
)
KEY (distid, year)
PREDICT AT NONE
AS SELECT distid, year, lunch, enrol, ptr, avgsal, rexpp, math4 FROM district_features;

CREATE TABLE math4_holdout_report AS
SELECT 1998 AS holdout_year, r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL math4_model, (SELECT * FROM district_features WHERE year = 1998));
