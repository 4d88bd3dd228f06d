-- L1.3, S5: which states get their own flag is decided by the answers of all shoppers, the judged ones included.
CREATE VIEW eco_states AS
SELECT state
FROM shoppers
GROUP BY state
HAVING count(*) >= 10
   AND avg(CASE WHEN ecolbs > 0 THEN 1.0 ELSE 0.0 END) > (SELECT avg(CASE WHEN ecolbs > 0 THEN 1.0 ELSE 0.0 END) + 0.05 FROM shoppers);

CREATE MODEL buys_eco
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['buys'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id)
PREDICT AT NONE
AS SELECT
  id, educ, regprc, ecoprc, inseason, hhsize, male, faminc, age, numlt5, num5_17,
  state IN (SELECT state FROM eco_states) AS is_eco_state,
  ecolbs > 0 AS buys
FROM shoppers;
