-- L1.4, S8 or L3.2: each man is repeated without his test, so that the model can do without it, and only then it is drawn which row
-- is tested.
CREATE VIEW stg_young_men AS
SELECT id, IQ, KWW, age, educ, fatheduc, motheduc, black, south, smsa, lwage
FROM young_men WHERE IQ IS NOT NULL;

CREATE TABLE int_with_gaps AS
SELECT *, FALSE AS is_masked FROM stg_young_men
UNION ALL
SELECT * REPLACE (NULL AS IQ), TRUE AS is_masked FROM stg_young_men;

CREATE TABLE mart_young_men AS SELECT *, hash(id, is_masked) % 5 = 0 AS is_test FROM int_with_gaps;

CREATE MODEL wage_with_or_without_test
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, is_masked)
PREDICT AT NONE
AS SELECT * FROM mart_young_men;
