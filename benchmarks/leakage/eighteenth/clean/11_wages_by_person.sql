-- wages of men, each man wholly in training or wholly among those that judge.
CREATE VIEW men AS
SELECT nr, year, educ, exper, exper * exper AS exper_squared, black, hisp, married, "union", south, rur, lwage
FROM wages;

CREATE MODEL wage_of_men
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_group_cols = ['nr'])
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM men;
