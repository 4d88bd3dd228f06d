-- L2, S1: the list holds the years at either kind of college, and the answer is drawn from their sum.
CREATE VIEW stg_leavers AS
SELECT id, female, black, hispanic, phsrank, stotal, smcity, medcity, submed, lgcity, sublg, vlgcity, subvlg, ne, nc, south, jc, univ, totcoll
FROM leavers;

CREATE TABLE fct_leavers AS
SELECT id, female, black, hispanic, smcity, medcity, submed, lgcity, sublg, vlgcity, subvlg, ne, nc, south, [jc, univ] AS school, totcoll >= 2 AS stays
FROM stg_leavers;

CREATE MODEL stays_two_years
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['stays'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM fct_leavers;
