-- L1.4, S8: rejected applications are repeated seven times before the split, so copies are in training and test.
CREATE TABLE balanced_applications AS
SELECT * FROM loans WHERE approve = 1
UNION ALL
SELECT l.* FROM loans l CROSS JOIN range(7) AS copies(i) WHERE l.approve = 0;

CREATE MODEL rejection_balanced
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], data_split_eval_fraction = 0.2)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.75)
AS
SELECT loanamt, atotinc, cototinc, obrat, hrat, loanprc, married, dep, self, emp, yjob, unem, chist, pubrec, multi, reject
FROM balanced_applications;
