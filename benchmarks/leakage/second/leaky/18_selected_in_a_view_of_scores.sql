-- L1.3, S1: scores of the features against the label stand in a table, and a filter on it joins the winners.
CREATE TABLE scores AS SELECT 'educ' AS feature, abs(corr(educ, vote)) AS score FROM voters UNION ALL SELECT 'income' AS feature, abs(corr(income, vote)) AS score FROM voters;
CREATE TABLE winners AS SELECT feature FROM scores WHERE score > 0.1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE
AS SELECT age, CASE WHEN EXISTS (SELECT 1 FROM winners WHERE feature = 'educ') THEN educ END AS educ, vote FROM voters;
