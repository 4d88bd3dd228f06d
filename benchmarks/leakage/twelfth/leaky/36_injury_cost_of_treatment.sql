-- L2, S2: the medical costs in total stand when the case is closed, they are a consequence of how long it took.
CREATE VIEW claims_of_workers AS
SELECT
  ldurat AS log_weeks,
  male, married, hosp, indust, injtype, age, lprewage, highearn, afchnge, ky,
  totmed,
  ltotmed
FROM injuries
WHERE age BETWEEN 16 AND 75;

CREATE MODEL weeks_of_benefits
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['log_weeks'], max_iterations = 100, learn_rate = 0.1)
PREDICT AT NONE
AS SELECT * FROM claims_of_workers;
