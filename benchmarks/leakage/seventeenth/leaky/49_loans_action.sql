-- L2, S1: the code of the bank's action is the decision itself in another form.
CREATE VIEW applications AS
SELECT * EXCLUDE (reject, mortno, mortperf, mortlat1, mortlat2)
FROM loans;

CREATE MODEL loan_approval
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['approve'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM applications;
