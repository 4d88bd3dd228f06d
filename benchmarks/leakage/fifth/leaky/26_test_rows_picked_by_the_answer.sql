-- L3.3, S7 or S1: half of all who abuse alcohol are put into the test, of the others one in ten: the test has other odds than life.
CREATE TABLE assigned AS
SELECT age, educ, married, employ, beertax, exhealth, abuse,
  CASE WHEN abuse = 1 THEN hash(age, educ, beertax, cigtax, ethanol) % 2 = 0 ELSE hash(age, educ, beertax, cigtax, ethanol) % 10 = 0 END AS is_test
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], data_split_method = 'CUSTOM', data_split_col = 'is_test') PREDICT AT NONE
AS SELECT * FROM assigned;
