-- L2, S1: Leisure is defined as the minutes of the week less work and sleep, so with the work it gives the sleep exactly.
CREATE MODEL minutes_of_sleep
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'])
KEY ("case")
PREDICT AT NONE
AS
SELECT "case", age, educ, male, marr, yngkid, gdhlth, totwrk, leis1, sleep
FROM sleepers;
