-- One in five is put into the test by a hash of features, whatever the answer.
CREATE TABLE assigned AS
SELECT age, educ, married, employ, beertax, exhealth, abuse, hash(age, educ, beertax, cigtax, ethanol) % 5 = 0 AS is_test
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], data_split_method = 'CUSTOM', data_split_col = 'is_test') PREDICT AT NONE
AS SELECT * FROM assigned;
