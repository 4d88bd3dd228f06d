-- L1.1, S9: the holdout of the third and fourth quarter overlaps the training rows, which leave out only the first quarter.
CREATE VIEW abuse_features AS
SELECT abuse, age, educ, married, famsize, white, unemrate, beertax, ethanol, mothalc, fathalc, qrt1, qrt2, qrt3
FROM drinkers;

CREATE MODEL alcohol_abuse
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], auto_class_weights = TRUE, data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (qrt1, qrt2, qrt3) FROM abuse_features WHERE qrt1 = 0;

CREATE TABLE alcohol_abuse_holdout AS
SELECT roc_auc, log_loss
FROM ML.EVALUATE(MODEL alcohol_abuse, (SELECT * FROM abuse_features WHERE qrt1 = 0 AND qrt2 = 0));
