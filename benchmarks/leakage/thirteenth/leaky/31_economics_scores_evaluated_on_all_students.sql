-- L1.1, S9: the report evaluates the model on the whole feature table, most rows of which it was trained on.
CREATE TABLE econ_features AS
SELECT
  age, work, study, econhs, hsgpa, acteng, actmth, mathscr, male, calculus, fathcoll, mothcoll, score
FROM economics
WHERE actmth IS NOT NULL;

CREATE MODEL econ_score
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['score'], max_iterations = 60, learn_rate = 0.1)
PREDICT AT NONE
AS SELECT * FROM econ_features;

CREATE TABLE econ_score_report AS
SELECT round(r2_score, 3) AS r2_score, round(mean_absolute_error, 2) AS mean_absolute_error
FROM ML.EVALUATE(MODEL econ_score, TABLE econ_features);
