-- Totals by grouping sets stand beside the model and are read by people.
CREATE TABLE totals AS SELECT married, indust, count(*) AS n, avg(durat) AS mean_weeks FROM injuries GROUP BY ROLLUP (married, indust);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE AS SELECT age, married, indust, prewage, durat FROM injuries;
