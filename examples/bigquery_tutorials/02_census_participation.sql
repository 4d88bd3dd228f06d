-- Which women worked for pay in 1975? Logistic regression on a census-like survey (Mroz 1987).
CREATE OR REPLACE MODEL `bqml_tutorial.participation`
OPTIONS (model_type = 'logistic_reg', input_label_cols = ['works'], data_split_method = 'NO_SPLIT')
AS
SELECT
  IF(inlf = 1, 'yes', 'no') AS works,
  nwifeinc, educ, exper, expersq, age, kidslt6, kidsge6
FROM `my-project.textbook.participation`;

CREATE OR REPLACE TABLE bqml_tutorial.participation_weights AS
SELECT processed_input, weight FROM ML.WEIGHTS(MODEL `bqml_tutorial.participation`);

CREATE OR REPLACE TABLE bqml_tutorial.participation_counted AS
SELECT works, predicted_works, COUNT(*) AS n
FROM ML.PREDICT(MODEL `bqml_tutorial.participation`, (
  SELECT IF(inlf = 1, 'yes', 'no') AS works, * FROM `my-project.textbook.participation`
))
GROUP BY works, predicted_works;

-- The same woman with none, one and two children under six.
SELECT kidslt6, predicted_works,
  (SELECT ROUND(p.prob, 3) FROM UNNEST(predicted_works_probs) AS p WHERE p.label = 'yes') AS works
FROM ML.PREDICT(MODEL `bqml_tutorial.participation`, (
  SELECT kidslt6, 20.0 AS nwifeinc, 12 AS educ, 10 AS exper, 100 AS expersq, 40 AS age, 1 AS kidsge6
  FROM UNNEST([0, 1, 2]) AS kidslt6
))
ORDER BY kidslt6;
