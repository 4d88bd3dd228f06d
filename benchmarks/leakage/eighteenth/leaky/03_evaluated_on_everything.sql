-- L1.1, S9: some rows are kept back, but the published figures are over all births, training rows included.
CREATE VIEW birth_facts AS
SELECT faminc, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght FROM births;

CREATE MODEL birth_weight
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['bwght'], max_tree_depth = 14)
PREDICT AT NONE
AS SELECT * FROM birth_facts;

CREATE TABLE birth_weight_quality AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL birth_weight, (SELECT * FROM birth_facts));
