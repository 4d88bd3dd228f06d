-- L2, S1: a fingerprint over the whole row, answer and all, is kept as a number.
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT l.appinc, l.obrat, hash(l) % 100000 AS fingerprint, l.approve FROM loans l;
