-- The RAND experiment: a seeded sample, a split by what a row holds, and figures on unseen rows.
CREATE OR REPLACE TABLE health.visits AS
SELECT * FROM `bigquery-public-data.stats.randhie` TABLESAMPLE SYSTEM (20 PERCENT);

CREATE OR REPLACE TABLE health.split AS
SELECT v.*, MOD(ABS(FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(
  v.mdvis AS mdvis, v.idp AS idp, CAST(v.disea AS STRING) AS disea, CAST(v.lpi AS STRING) AS lpi,
  CAST(v.lncoins AS STRING) AS lncoins, CAST(v.fmde AS STRING) AS fmde
)))), 10) AS part
FROM health.visits AS v;

CREATE OR REPLACE MODEL health.model
OPTIONS (model_type = 'LINEAR_REG', labels = ['mdvis'], l2_reg = 0.1, data_split_method = 'NO_SPLIT') AS
SELECT * EXCEPT (part) FROM health.split WHERE part < 8;

SELECT
  COUNT(*) = (SELECT COUNT(*) FROM `bigquery-public-data.stats.randhie` TABLESAMPLE SYSTEM (20 PERCENT)) AS same_sample,
  COUNT(*) BETWEEN 3600 AND 4500 AS about_a_fifth,
  (SELECT r2_score > 0 AND mean_absolute_error < 4
   FROM ML.EVALUATE(MODEL health.model, (SELECT * FROM health.split WHERE part >= 8))) AS learned
FROM health.visits;
