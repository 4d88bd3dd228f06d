-- L3.3, S7: All abusers but only one in nine of the others are kept, and the model is judged on this half-and-half sample too.
CREATE VIEW balanced_drinkers AS
SELECT *
FROM (
  SELECT *, row_number() OVER (ORDER BY age, educ, famsize, unemrate, beertax, cigtax, status, abuse, married, white, exhealth, vghealth, goodhealth, mothalc, fathalc) AS n
  FROM drinkers
)
WHERE abuse = 1 OR n % 9 = 0;

CREATE MODEL abuses_alcohol
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], data_split_method = 'RANDOM')
KEY (n)
PREDICT AT NONE
STANDARDS (precision >= 0.5, roc_auc >= 0.55)
AS SELECT n, age, educ, married, famsize, white, exhealth, vghealth, goodhealth, mothalc, fathalc, unemrate, beertax, abuse FROM balanced_drinkers;
