-- L2, S1: leisure is what is left of the week's 10,080 minutes after work and sleep, so with work it gives sleep back exactly.
CREATE VIEW weeks AS
SELECT "case", sleep, age, educ, male, marr, yngkid, gdhlth, totwrk, leis1
FROM sleepers;

CREATE MODEL sleep_minutes
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
KEY ("case")
PREDICT AT NONE
AS SELECT * FROM weeks;
