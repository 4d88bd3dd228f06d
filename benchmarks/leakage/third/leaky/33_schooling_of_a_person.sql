-- L3.2: the answer is the person's, eight years a person are rows, and the split is random.
CREATE TABLE persons AS SELECT nr, max(educ) > 12 AS went_to_college FROM wages GROUP BY nr;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['went_to_college']) PREDICT AT NONE
AS SELECT w.hours, w.exper, w.lwage, p.went_to_college FROM wages w JOIN persons p ON p.nr = w.nr;
