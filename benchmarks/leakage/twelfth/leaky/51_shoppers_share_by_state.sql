-- L1.3, S5: the target encoding of the state is computed over all rows, with the answers of the test rows.
CREATE VIEW state_encoding AS
SELECT state, avg(CASE WHEN ecolbs > 0 THEN 1 ELSE 0 END) AS state_share, count(*) AS n_state
FROM shoppers
GROUP BY state;

CREATE MODEL buys_eco_apples
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['buys_eco'])
KEY (id)
PREDICT AT NONE
AS
SELECT s.id, s.regprc, s.ecoprc, s.hhsize, s.male, s.faminc, s.age, s.educ, e.state_share,
  s.ecolbs > 0 AS buys_eco
FROM shoppers s
JOIN state_encoding e USING (state);
