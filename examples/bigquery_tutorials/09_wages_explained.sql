-- Why is this wage predicted? What each feature adds, for one row and over all.
CREATE OR REPLACE MODEL `bqml_tutorial.wages`
OPTIONS (
  model_type = 'linear_reg', input_label_cols = ['lwage'], data_split_method = 'NO_SPLIT',
  calculate_p_values = TRUE, category_encoding_method = 'DUMMY_ENCODING', enable_global_explain = TRUE
)
AS
SELECT lwage, educ, exper, tenure FROM `my-project.textbook.wages`;

CREATE OR REPLACE TABLE bqml_tutorial.wage_weights AS
SELECT processed_input, weight, standard_error, p_value
FROM ML.ADVANCED_WEIGHTS(MODEL `bqml_tutorial.wages`);

CREATE OR REPLACE TABLE bqml_tutorial.wages_at_large AS
SELECT feature, attribution
FROM ML.GLOBAL_EXPLAIN(MODEL `bqml_tutorial.wages`, (SELECT * FROM `my-project.textbook.wages`));

SELECT educ, exper, tenure, baseline_prediction_value, prediction_value, told.feature, told.attribution
FROM ML.EXPLAIN_PREDICT(
  MODEL `bqml_tutorial.wages`, (SELECT 16 AS educ, 2 AS exper, 0 AS tenure), STRUCT(3 AS top_k_features)
), UNNEST(top_feature_attributions) AS told
ORDER BY ABS(told.attribution) DESC;
