-- L1.2, S1: target encoding with a prior, as feature stores like to keep it.
CREATE TABLE enc_industry AS
WITH prior AS (SELECT avg(durat) AS p FROM injuries),
grouped AS (SELECT indust, count(*) AS n, sum(durat) AS s FROM injuries GROUP BY indust)
SELECT indust, (s + 20 * p) / (n + 20) AS industry_encoded FROM grouped, prior;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE
AS SELECT i.age, i.married, i.prewage, e.industry_encoded, i.durat FROM injuries i LEFT JOIN enc_industry e ON e.indust = i.indust;
