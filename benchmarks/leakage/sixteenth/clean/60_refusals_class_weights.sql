-- Refused mortgages from the application; the rare class is weighted instead of being repeated.
CREATE VIEW applications AS
SELECT reject, loanamt, appinc, obrat, hrat, loanprc, chist, pubrec, mortno, mortlat1, mortlat2, dep, self, married
FROM loans;

CREATE MODEL refusal
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'],
  auto_class_weights = TRUE, data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM applications;
