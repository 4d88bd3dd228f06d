-- L1.2, S5: Missing IQs are filled with the mean IQ of men of the same schooling, computed over training and test men together.
CREATE VIEW men_filled AS
SELECT
  id, educ, age, black, south, smsa, married,
  COALESCE(IQ, avg(IQ) OVER (PARTITION BY educ)) AS iq_filled,
  COALESCE(motheduc, avg(motheduc) OVER ()) AS motheduc_filled,
  wage
FROM young_men;

CREATE MODEL hourly_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM men_filled;
