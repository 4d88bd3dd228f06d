-- L1.1, S9: the report evaluates the model on the very view that it was trained on.
CREATE VIEW graduates AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad
FROM pupils
WHERE hsgrad IS NOT NULL;

CREATE MODEL finishes_school
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['hsgrad'])
KEY (id)
PREDICT AT NONE
AS SELECT * FROM graduates;

CREATE TABLE finishes_school_report AS
SELECT roc_auc, precision, recall FROM ML.EVALUATE(MODEL finishes_school, TABLE graduates);
