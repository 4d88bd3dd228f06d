-- The number of the athlete goes through to the model, where it keeps the two terms together and is no feature.
CREATE VIEW stg_athletes AS SELECT * FROM athletes;

CREATE TABLE mart_terms AS
SELECT id, spring, season, football, sat, verbmath, hsperc, hssize, female, black, white, tothrs, trmgpa
FROM stg_athletes;

CREATE MODEL term_grade
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['trmgpa'], data_split_group_cols = ['id'],
  data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM mart_terms;
