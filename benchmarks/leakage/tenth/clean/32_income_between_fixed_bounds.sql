-- Households are kept by fixed bounds on age and income, which the form holds when the prediction is asked for.
CREATE VIEW stg_households AS
SELECT DISTINCT inc, marr, male, age, fsize, e401k, pira, nettfa FROM savers;

CREATE TABLE households AS
SELECT h.inc, h.marr, h.male, h.age, h.fsize, h.e401k, h.pira, h.inc / h.fsize AS income_per_head, h.nettfa
FROM stg_households AS h
WHERE h.inc BETWEEN 12 AND 120
  AND h.age BETWEEN 26 AND 60;

CREATE MODEL net_wealth
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['nettfa'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM households;
