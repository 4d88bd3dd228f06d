-- The same three years, and the split keeps those of a professor together.
CREATE TABLE mart_professors AS
SELECT id, year, salary, pubindx, totpge, yearphd, osu, iowa, indiana, purdue, minn, mich, wisc, illinois,
  top20phd = 1 AS is_top_school
FROM professors WHERE top20phd IS NOT NULL AND salary IS NOT NULL;

CREATE MODEL top_school
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_top_school'],
  data_split_group_cols = ['id'], data_split_eval_fraction = 0.25
)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM mart_professors;
