-- L1.1, S9: the curve of a report, through a CTE and renamed columns.
CREATE VIEW base AS SELECT AGE AS age, INCOME AS income, OWNRENT AS owner FROM cards;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['owner'])
PREDICT AT NONE AS SELECT age, income, owner FROM base;
CREATE TABLE curve AS SELECT threshold, recall FROM ML.ROC_CURVE(MODEL m, (SELECT AGE AS age, INCOME AS income, OWNRENT AS owner FROM cards));
