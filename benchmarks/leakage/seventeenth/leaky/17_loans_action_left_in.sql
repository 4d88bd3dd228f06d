-- L2, S1 or S2: action, the decision of the bank, is left among the features of whether the bank rejects.
CREATE VIEW applications AS
SELECT * EXCLUDE (approve, mortno, mortperf, mortlat1, mortlat2)
FROM loans
WHERE hrat < 60;

CREATE MODEL bank_rejects
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'])
AS SELECT * FROM applications;
