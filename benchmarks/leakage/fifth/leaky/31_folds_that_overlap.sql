-- L1.2, S1: the first model has learned fold 5, whose answers are judged by way of its guesses again.
CREATE VIEW folded AS SELECT *, hash(faminc, cigprice, motheduc, parity) % 10 AS fold FROM births;
CREATE MODEL smoking OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght']) PREDICT AT NONE
AS SELECT cigs, parity, male, bwght FROM folded WHERE fold <= 5;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght']) PREDICT AT NONE
AS SELECT predicted_bwght AS expected, faminc, motheduc, bwght
FROM ML.PREDICT(MODEL smoking, (SELECT cigs, parity, male, faminc, motheduc, bwght FROM folded WHERE fold >= 5));
