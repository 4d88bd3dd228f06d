-- L2, S1: only those who are eligible can take part, so that participation gives eligibility away.
CREATE MODEL eligible_for_401k
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['e401k'])
TRANSFORM (inc, age, fsize, marr = 1 AS married, male, pira, p401k, e401k)
PREDICT AT NONE
AS SELECT inc, age, fsize, marr, male, pira, p401k, e401k FROM savers;
