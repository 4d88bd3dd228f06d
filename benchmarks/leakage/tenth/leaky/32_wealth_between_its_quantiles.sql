-- L3.3, S7 or S5 or S1: households with a very low or high wealth, which is the answer, are dropped before the split,
-- so that nobody difficult is ever judged.
CREATE VIEW stg_households AS
SELECT DISTINCT inc, marr, male, age, fsize, e401k, pira, nettfa FROM savers;

CREATE TABLE households AS
SELECT h.inc, h.marr, h.male, h.age, h.fsize, h.e401k, h.pira, h.inc / h.fsize AS income_per_head, h.nettfa
FROM stg_households AS h
WHERE h.nettfa BETWEEN (SELECT quantile_cont(nettfa, 0.05) FROM stg_households)
  AND (SELECT quantile_cont(nettfa, 0.90) FROM stg_households);

CREATE MODEL net_wealth
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['nettfa'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM households;
