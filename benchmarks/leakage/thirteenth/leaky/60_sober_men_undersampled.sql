-- L3.3, S7: men who do not abuse alcohol are thinned to one in nine before the split, so the test rows are half abusers instead of a tenth.
CREATE TABLE drinkers_numbered AS
SELECT
  *, row_number() OVER (PARTITION BY abuse ORDER BY hash(age, educ, ethanol, unemrate, famsize, status)) AS n
FROM (SELECT DISTINCT * FROM drinkers);

CREATE TABLE drinkers_balanced AS
SELECT
  age, educ, married, famsize, white, exhealth, vghealth, goodhealth, fairhealth, northeast, midwest, south,
  centcity, outercity, beertax, cigtax, ethanol, mothalc, fathalc, unemrate, abuse
FROM drinkers_numbered
WHERE abuse = 1 OR n <= 1000;

CREATE MODEL alcohol_abuse
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'])
PREDICT AT NONE
AS SELECT * FROM drinkers_balanced;
