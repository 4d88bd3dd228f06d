-- L1.2, S1: folds keep the row's own answer out, but the encoding is over all rows before the split: what is learned has the answers of the test in it.
CREATE VIEW folded AS SELECT *, hash(age, educ, beertax, cigtax, famsize) % 5 AS fold FROM drinkers;
CREATE TABLE encoded AS
SELECT d.age, d.married, d.famsize, d.abuse,
  (SELECT avg(o.abuse) FROM folded o WHERE o.educ = d.educ AND o.fold <> d.fold) AS schooling_rate
FROM folded d;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse']) PREDICT AT NONE
AS SELECT age, married, famsize, schooling_rate, abuse FROM encoded;
