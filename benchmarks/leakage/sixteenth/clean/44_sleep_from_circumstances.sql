-- Minutes of sleep from age, family and health; other parts of the same week are left out.
CREATE MODEL sleep
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
KEY ("case")
PREDICT AT NONE
AS
SELECT "case", sleep, age, agesq, educ, male, marr, yngkid, gdhlth, south, smsa
FROM sleepers;
