-- L1.4, S8: the join to every rival in the county repeats a restaurant and its label many times, on both sides of the split.
CREATE TABLE with_rivals AS
SELECT
  r.psoda, r.wagest, r.emp, r.chain, r.compown, r.income, r.prpblck,
  o.chain AS rival_chain, o.psoda AS rival_psoda, o.wagest AS rival_wagest,
  r.pentree
FROM restaurants AS r
JOIN restaurants AS o ON o.county = r.county AND o.chain <> r.chain
WHERE r.pentree IS NOT NULL;

CREATE MODEL price_of_a_meal
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['pentree'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM with_rivals;
