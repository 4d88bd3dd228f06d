-- L2, S1: The column action is the bank's decision itself, with 3 for a rejection.
CREATE MODEL mortgage_rejected
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'])
PREDICT AT NONE
AS
SELECT occ, loanamt, action, suffolk, appinc, unit, married, dep, self, atotinc, hexp, price, liq, hrat, obrat, term, loanprc, pubrec, chist, reject
FROM loans;
