-- A report of what was predicted, without the answer.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['pension']) PREDICT AT NONE AS SELECT age, tenure, educ, pension FROM benefits;
CREATE TABLE predicted_shares AS SELECT educ, count(*) AS n, avg(CAST(predicted_pension AS INTEGER)) AS share FROM ML.PREDICT(MODEL m, TABLE benefits) GROUP BY educ;
