-- L3.2: each professor stands there in three years, with the same doctorate, school and sex, and a random
-- split parts the years.
CREATE TABLE mart_professors AS
SELECT id, year, salary, pubindx, totpge, yearphd, top20phd, osu, iowa, indiana, purdue, minn, mich, wisc, illinois,
  female = 1 AS is_woman
FROM professors WHERE female IS NOT NULL;

CREATE MODEL is_woman
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_woman'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM mart_professors;
