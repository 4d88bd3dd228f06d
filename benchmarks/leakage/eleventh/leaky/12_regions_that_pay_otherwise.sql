-- L1.3, S5 or S1: only regions whose mean wage stands out get a code of their own, and the means are those of all men.
CREATE VIEW stg_men AS
SELECT id, educ, exper, black, smsa66, lwage, hash(id, 7) % 5 = 0 AS is_test,
  CASE WHEN reg661 = 1 THEN 1 WHEN reg662 = 1 THEN 2 WHEN reg663 = 1 THEN 3 WHEN reg664 = 1 THEN 4 WHEN reg665 = 1 THEN 5
    WHEN reg666 = 1 THEN 6 WHEN reg667 = 1 THEN 7 WHEN reg668 = 1 THEN 8 ELSE 9 END AS region
FROM young_men;

CREATE TABLE dim_regions AS
WITH whole AS (SELECT avg(lwage) AS mean FROM stg_men)
SELECT m.region, abs(avg(m.lwage) - max(w.mean)) > 0.07 AS stands_out
FROM stg_men AS m CROSS JOIN whole AS w
GROUP BY m.region;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id)
PREDICT AT NONE
AS
SELECT m.id, m.educ, m.exper, m.black, m.smsa66, m.is_test, m.lwage,
  CASE WHEN r.stands_out THEN 'region ' || m.region ELSE 'elsewhere' END AS region
FROM stg_men AS m JOIN dim_regions AS r USING (region);
