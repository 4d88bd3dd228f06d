-- Fair: a classifier with TRANSFORM, whose figure decides what the script answers.
DECLARE auc FLOAT64;
DECLARE verdict STRING;

CREATE TEMP FUNCTION has_affair(x FLOAT64) RETURNS INT64 AS (IF(x > 0, 1, 0));
CREATE TEMP FUNCTION split_of(key ANY TYPE) AS (
  CASE WHEN ABS(MOD(FARM_FINGERPRINT(CAST(key AS STRING)), 10)) < 8 THEN 'train' ELSE 'test' END
);

CREATE OR REPLACE TABLE couples.data AS
SELECT ROW_NUMBER() OVER (ORDER BY rate_marriage, age, yrs_married, children, religious, educ,
                          occupation, occupation_husb, affairs) AS id,
  rate_marriage, age, yrs_married, children, religious, educ, has_affair(affairs) AS label
FROM `bigquery-public-data.stats.fair`;

CREATE OR REPLACE MODEL couples.model
TRANSFORM (
  ML.QUANTILE_BUCKETIZE(age, 4) OVER () AS age_bucket,
  yrs_married / 10 AS decades, rate_marriage, religious, label
)
OPTIONS (model_type = 'logistic_reg', input_label_cols = ['label'], data_split_method = 'NO_SPLIT') AS
SELECT * EXCEPT (id) FROM couples.data WHERE split_of(id) = 'train';

SET auc = (
  SELECT roc_auc FROM ML.EVALUATE(MODEL couples.model,
    (SELECT * FROM couples.data WHERE split_of(id) = 'test'))
);

IF auc IS NULL THEN
  RAISE USING MESSAGE = 'there is no figure';
ELSEIF auc > 0.9 THEN
  SET verdict = 'too good to be true';
ELSEIF auc > 0.7 THEN
  SET verdict = 'good';
ELSE
  SET verdict = 'poor';
END IF;

SELECT verdict, (SELECT COUNTIF(split_of(id) = 'test') FROM couples.data) BETWEEN 1100 AND 1450 AS fair_split,
  (SELECT SUM(label) FROM couples.data) AS affairs;
