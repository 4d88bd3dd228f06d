-- The first model learns two folds of ten, and its weights decide which columns the second one sees, on the other eight.
CREATE VIEW folded AS SELECT *, hash(faminc, cigprice, motheduc, parity) % 10 AS fold FROM births;
CREATE MODEL screen OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], data_split_method = 'NO_SPLIT') PREDICT AT NONE
AS SELECT cigs, faminc, parity, motheduc, bwght FROM folded WHERE fold < 2;
CREATE TABLE kept AS SELECT processed_input AS name FROM ML.WEIGHTS(MODEL screen, STRUCT(TRUE AS standardize)) WHERE abs(weight) > 0.5;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght']) PREDICT AT NONE
AS SELECT cigs,
  CASE WHEN 'faminc' IN (SELECT name FROM kept) THEN faminc END AS faminc,
  CASE WHEN 'parity' IN (SELECT name FROM kept) THEN parity END AS parity, bwght
FROM folded WHERE fold >= 2;
