-- L1.4, S8: the applications with a thick file come from both loads, and UNION ALL keeps them twice; a random split
-- puts the copies on both sides.
CREATE VIEW load_main AS
SELECT loanamt, price, appinc, atotinc, hrat, obrat, married, dep, self, gdlin, mortno, pubrec, chist, multi, liq,
  action, approve FROM loans;
CREATE VIEW load_reopened AS
SELECT loanamt, price, appinc, atotinc, hrat, obrat, married, dep, self, gdlin, mortno, pubrec, chist, multi, liq,
  action, approve FROM loans WHERE thick = 1 OR obrat > 36;

CREATE TABLE fct_applications AS
SELECT * FROM load_main
UNION ALL
SELECT * FROM load_reopened;

CREATE MODEL granted
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['granted'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * EXCLUDE (action, approve), approve = 1 AS granted FROM fct_applications;
