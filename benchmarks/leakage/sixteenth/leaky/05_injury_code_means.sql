-- L1.2, S5 or S1: The injury code is replaced by the mean log duration of that code over all rows, test rows and the row itself included.
CREATE TABLE code_means AS
SELECT injdes, avg(ldurat) AS code_mean, count(*) AS code_n
FROM injuries
GROUP BY injdes;

CREATE MODEL time_off_work
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ldurat'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT i.male, i.married, i.age, i.lprewage, i.indust, i.highearn, i.afchnge, i.ky, c.code_mean, c.code_n, i.ldurat
FROM injuries i
JOIN code_means c USING (injdes);
