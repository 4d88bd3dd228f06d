-- The model that guesses the test reads neither the wage nor a man of the test part.
CREATE TABLE stg_young_men AS
SELECT id, IQ, KWW, age, educ, fatheduc, black, south, smsa, lwage, hash(id) % 5 = 0 AS is_test FROM young_men;

CREATE MODEL guess_of_iq
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['IQ'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT id, IQ, KWW, age, educ, black, south FROM stg_young_men WHERE IQ IS NOT NULL AND NOT is_test;

CREATE TABLE mart_young_men AS
SELECT id, age, educ, fatheduc, black, south, smsa, coalesce(IQ, predicted_IQ) AS iq_or_guess, lwage, is_test
FROM ML.PREDICT(MODEL guess_of_iq, TABLE stg_young_men);

CREATE MODEL wage_of_young_men
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_young_men;
