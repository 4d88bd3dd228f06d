-- L1.1, S9: the report is made over all births, four fifths of which the model was trained on.
CREATE VIEW stg_births AS
SELECT bwght, faminc, cigtax, cigprice, cigs, parity, male, white, motheduc, fatheduc
FROM births;

CREATE MODEL birth_weight
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['bwght'], max_iterations = 50)
PREDICT AT NONE
AS SELECT * FROM stg_births;

CREATE TABLE birth_weight_quality AS
SELECT 'birth_weight' AS model_name, r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL birth_weight, (SELECT * FROM stg_births));
