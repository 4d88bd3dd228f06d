-- The encoding is made of fold 0, and the model learns and is judged on the other folds.
CREATE VIEW folded AS SELECT *, hash(age, educ, beertax, cigtax, famsize) % 5 AS fold FROM drinkers;
CREATE TABLE encoded AS
SELECT d.age, d.married, d.famsize, d.abuse,
  (SELECT avg(o.abuse) FROM folded o WHERE o.educ = d.educ AND o.fold = 0) AS schooling_rate
FROM folded d WHERE d.fold <> 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse']) PREDICT AT NONE
AS SELECT age, married, famsize, schooling_rate, abuse FROM encoded;
