-- The same region for the test, and the model reads the others.
CREATE VIEW stg_people AS
SELECT age, educ, married, famsize, white, employ, exhealth, vghealth, goodhealth, unemrate, beertax, cigtax, ethanol, mothalc,
  fathalc, livealc, centcity, outercity, south, abuse = 1 AS abuses
FROM drinkers;

CREATE TABLE mart_people AS SELECT * FROM stg_people WHERE age BETWEEN 25 AND 60;
CREATE VIEW mart_holdout AS SELECT * FROM mart_people WHERE south = 1;

CREATE MODEL abuse_risk
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses'])
PREDICT AT NONE
AS SELECT * EXCLUDE (south) FROM mart_people WHERE south = 0;

CREATE TABLE rpt_holdout AS SELECT roc_auc, log_loss FROM ML.EVALUATE(MODEL abuse_risk, TABLE mart_holdout);
