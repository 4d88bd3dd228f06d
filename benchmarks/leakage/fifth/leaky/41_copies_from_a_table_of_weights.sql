-- L1.4, S8: a join to a table of copies writes each who abuses four times, before the split.
CREATE TABLE copies AS SELECT * FROM (VALUES (1, 'a'), (1, 'b'), (1, 'c'), (1, 'd'), (0, 'a')) AS c(abuse, copy);
CREATE TABLE balanced AS SELECT d.age, d.educ, d.married, d.employ, d.abuse FROM drinkers d JOIN copies c ON c.abuse = d.abuse;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse']) PREDICT AT NONE
AS SELECT * FROM balanced;
