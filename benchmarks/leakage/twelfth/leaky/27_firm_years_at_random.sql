-- L3.2, L3.2: twenty years of each firm are split at random, so a firm's neighbouring years stand on both sides.
CREATE TABLE firm_years AS
SELECT
  firm || '-' || year AS firm_year,
  firm,
  value,
  capital,
  value / nullif(capital, 0) AS value_per_capital,
  invest
FROM firms;

CREATE MODEL investment
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['invest'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_tree_depth = 4
)
KEY (firm_year)
PREDICT AT NONE
AS SELECT * FROM firm_years;
