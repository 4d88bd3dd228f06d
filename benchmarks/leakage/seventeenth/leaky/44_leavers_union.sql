-- L1.4, S8: those who went to both kinds of college are in both halves of the union and so twice among the rows that are split.
CREATE VIEW college_cohorts AS
SELECT id, 'two years' AS cohort, female, black, hispanic, phsrank, exper, jc, univ, stotal, lwage
FROM leavers WHERE jc > 0
UNION ALL
SELECT id, 'four years' AS cohort, female, black, hispanic, phsrank, exper, jc, univ, stotal, lwage
FROM leavers WHERE univ > 0;

CREATE MODEL wage_after_college
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
KEY (id, cohort)
PREDICT AT NONE
AS SELECT * FROM college_cohorts;
