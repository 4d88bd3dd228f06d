-- A wage equation over eight years of 545 men; a man's years stay on one side of the split.
CREATE VIEW wage_rows AS
SELECT
  nr,
  year,
  educ,
  exper,
  expersq,
  married,
  "union" AS is_member,
  CASE WHEN black = 1 THEN 'black' WHEN hisp = 1 THEN 'hispanic' ELSE 'other' END AS ethnicity,
  CASE WHEN nrthcen = 1 THEN 'north central' WHEN nrtheast = 1 THEN 'north east' WHEN south = 1 THEN 'south' ELSE 'west' END AS region,
  lwage
FROM wages;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'], category_encoding_method = 'DUMMY_ENCODING',
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM wage_rows;
