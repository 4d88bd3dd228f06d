-- The groups were found in the north-east, and the model reads the other regions.
CREATE TABLE agg_groups AS
SELECT famsize, educ, avg(abuse) AS rate, count(*) AS n FROM drinkers WHERE northeast = 1 GROUP BY famsize, educ;

CREATE VIEW int_risky_groups AS SELECT famsize, educ FROM agg_groups WHERE n >= 20 AND rate > 0.13;

CREATE TABLE mart_people AS
SELECT d.age, d.educ, d.famsize, d.married, d.white, d.employ, d.exhealth, d.vghealth, d.goodhealth, d.beertax, d.cigtax,
  d.ethanol, d.unemrate, d.mothalc, d.fathalc, d.livealc, d.centcity, d.outercity,
  g.educ IS NOT NULL AS is_in_risky_group, d.abuse = 1 AS abuses
FROM drinkers AS d LEFT JOIN int_risky_groups AS g ON g.famsize = d.famsize AND g.educ = d.educ
WHERE d.northeast = 0;

CREATE MODEL abuse_risk
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses'])
PREDICT AT NONE
AS SELECT * FROM mart_people;
