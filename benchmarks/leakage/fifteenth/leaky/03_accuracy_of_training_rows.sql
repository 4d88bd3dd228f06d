-- L1.1, S9: accuracy is counted on the applications that the forest was trained on.
CREATE TABLE applications AS
SELECT row_number() OVER (ORDER BY atotinc, loanamt, price, obrat, hrat) AS id,
  loanamt, appinc, obrat, hrat, loanprc, married, dep, self, unem, pubrec, chist, approve
FROM loans;

CREATE MODEL approval
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['approve'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE approval_accuracy AS
SELECT count(*) AS n, avg(CASE WHEN predicted_approve = approve THEN 1 ELSE 0 END) AS accuracy
FROM ML.PREDICT(MODEL approval, TABLE applications);
