-- The first model learned folds 0 to 4, and its guesses are features of rows of the other folds only.
CREATE VIEW folded AS SELECT *, hash(faminc, cigprice, motheduc, parity) % 10 AS fold FROM births;
CREATE MODEL smoking OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght']) PREDICT AT NONE
AS SELECT cigs, parity, male, bwght FROM folded WHERE fold < 5;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght']) PREDICT AT NONE
AS SELECT predicted_bwght AS expected, faminc, motheduc, bwght
FROM ML.PREDICT(MODEL smoking, (SELECT cigs, parity, male, faminc, motheduc, bwght FROM folded WHERE fold >= 5));
