-- L1.1, S9: the slices by decade and by direction are of all months, and most of them the model has learned.
CREATE VIEW stg_months AS
SELECT month_start, year(month_start) AS year, month(month_start) AS month, pcip_2, pcip_3, ci3_2, pcsp_2, pcsp_1, pcip
FROM industry;

CREATE TABLE fct_months AS SELECT * FROM stg_months WHERE pcip_3 IS NOT NULL;

CREATE MODEL production
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pcip'])
KEY (month_start)
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * EXCLUDE (year) FROM fct_months;

CREATE TABLE scored_months AS
SELECT year, pcip, predicted_pcip, pcip - predicted_pcip AS residual
FROM ML.PREDICT(MODEL production, (SELECT * FROM fct_months));

CREATE TABLE rpt_slices AS
SELECT year // 10 * 10 AS decade, pcip > 0 AS has_grown, count(*) AS n, sqrt(avg(residual ** 2)) AS rmse
FROM scored_months GROUP BY GROUPING SETS ((year // 10 * 10), (pcip > 0), ());
