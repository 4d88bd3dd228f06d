-- L2, S1: petals are centred within the species, and the species is what is asked.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['species']) PREDICT AT NONE
AS SELECT sepal_length, sepal_width, petal_length - avg(petal_length) OVER (PARTITION BY species) AS petal_centred, species FROM irises;
