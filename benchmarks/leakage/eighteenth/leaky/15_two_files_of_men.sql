-- L1.4, S8: men of the South who live in cities stand in both files that are put together, once on either side of the split.
CREATE VIEW both_files AS
SELECT 'south' AS file, educ, age, fatheduc, motheduc, black, KWW, IQ, exper, married, lwage
FROM young_men WHERE south = 1
UNION ALL
SELECT 'city' AS file, educ, age, fatheduc, motheduc, black, KWW, IQ, exper, married, lwage
FROM young_men WHERE smsa = 1;

CREATE MODEL wage_from_files
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', max_tree_depth = 15)
PREDICT AT NONE
AS SELECT * FROM both_files;
