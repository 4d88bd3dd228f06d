-- L3.3, S7: all who abuse alcohol are taken but only every ninth of the others, so the test has another share than the people.
CREATE TABLE balanced_drinkers AS
WITH numbered AS (
  SELECT *, row_number() OVER (PARTITION BY abuse ORDER BY age, educ, famsize, unemrate, ethanol, beertax) AS n
  FROM drinkers
)
SELECT age, educ, married, famsize, white, exhealth, fairhealth, northeast, midwest, south, centcity,
  beertax, cigtax, unemrate, mothalc, fathalc, abuse
FROM numbered
WHERE abuse = 1 OR n % 9 = 0;

CREATE MODEL abuse_of_alcohol
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM balanced_drinkers;
