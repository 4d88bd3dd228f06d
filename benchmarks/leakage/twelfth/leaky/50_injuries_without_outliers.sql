-- L1.3, S7: rows above the 95th percentile of the answer are dropped, from the test rows as well.
CREATE VIEW trimmed AS
SELECT durat, male, married, hosp, indust, injtype, age, prewage, highearn, ky
FROM injuries
WHERE durat <= (SELECT quantile_cont(durat, 0.95) FROM injuries);

CREATE MODEL weeks_off_work
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM trimmed;
