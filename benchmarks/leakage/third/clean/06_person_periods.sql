-- A survival table: one row a convict and year at risk, the answer is of that year; a person stays on one side.
CREATE TABLE at_risk AS SELECT row_number() OVER (ORDER BY durat, age, tserved, follow, rules, educ, priors) AS person_id, * FROM convicts;
CREATE TABLE person_periods AS
SELECT r.person_id, r.age, r.priors, g.period, r.cens = 0 AND r.durat <= g.period * 12 AS fails_now
FROM at_risk r, generate_series(1, 1 + CAST(r.durat AS BIGINT) // 12) AS g(period);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['fails_now'], data_split_group_cols = ['person_id']) PREDICT AT NONE
AS SELECT person_id, age, priors, period, fails_now FROM person_periods;
