-- L1.2, S5: a missing IQ is filled with the mean of all rows by region, training and test rows together.
CREATE MODEL pay_of_young_men
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
KEY (id)
PREDICT AT NONE
AS
WITH filled AS (
  SELECT
    id, educ, age, black, smsa, south, married,
    coalesce(IQ, avg(IQ) OVER (PARTITION BY south, black)) AS iq,
    coalesce(KWW, avg(KWW) OVER ()) AS kww,
    lwage
  FROM young_men
)
SELECT * FROM filled;
