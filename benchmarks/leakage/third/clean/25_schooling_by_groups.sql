-- The answer of a person, with persons kept together.
CREATE TABLE persons AS SELECT nr, max(educ) > 12 AS went_to_college FROM wages GROUP BY nr;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['went_to_college'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT w.nr, w.hours, w.exper, p.went_to_college FROM wages w JOIN persons p ON p.nr = w.nr;
