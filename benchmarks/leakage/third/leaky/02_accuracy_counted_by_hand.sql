-- L1.1, S9: nobody calls ML.EVALUATE: a report counts hits of ML.PREDICT over the very rows that were learned.
CREATE TABLE applications AS SELECT appinc, loanamt, obrat, married, approve FROM loans;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT * FROM applications;
CREATE TABLE quality_report AS
WITH scored AS (SELECT * FROM ML.PREDICT(MODEL m, TABLE applications))
SELECT married, sum(CASE WHEN predicted_approve = approve THEN 1 ELSE 0 END) * 1.0 / count(*) AS accuracy FROM scored GROUP BY married;
