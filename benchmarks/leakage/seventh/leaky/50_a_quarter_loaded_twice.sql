-- L1.4, S8: two loads are stacked, and both hold the second quarter of the year, so that its people are there twice.
CREATE VIEW load_first_half AS SELECT * FROM drinkers WHERE qrt1 = 1 OR qrt2 = 1;
CREATE VIEW load_summer AS SELECT * FROM drinkers WHERE qrt2 = 1 OR qrt3 = 1;

CREATE TABLE stg_people AS
SELECT * FROM load_first_half
UNION ALL
SELECT * FROM load_summer;

CREATE MODEL abuse_risk
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['abuses'])
PREDICT AT NONE
AS
SELECT age, educ, married, famsize, white, employ, exhealth, vghealth, goodhealth, unemrate, beertax, cigtax, ethanol, mothalc,
  fathalc, livealc, centcity, outercity, abuse = 1 AS abuses
FROM stg_people;
