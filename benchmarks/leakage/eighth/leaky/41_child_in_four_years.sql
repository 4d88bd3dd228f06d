-- L3.2, L3.2 or S8: the four years of the programme become four rows a child, who has one sex and one score
-- in all of them.
CREATE TABLE int_child_years AS
SELECT studyid, 1 AS programme_year, selectyrs1 AS selected, choiceyrs1 AS chose FROM vouchers
UNION ALL SELECT studyid, 2, selectyrs2, choiceyrs2 FROM vouchers
UNION ALL SELECT studyid, 3, selectyrs3, choiceyrs3 FROM vouchers
UNION ALL SELECT studyid, 4, selectyrs4, choiceyrs4 FROM vouchers;

CREATE TABLE mart_child_years AS
SELECT y.*, v.black, v.hispanic, v.appyear, v.mnce, v.mnce90, v.female = 1 AS is_girl
FROM int_child_years AS y JOIN vouchers AS v ON v.studyid = y.studyid;

CREATE MODEL is_girl
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_girl'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (studyid, programme_year)
PREDICT AT NONE
AS SELECT * FROM mart_child_years;
