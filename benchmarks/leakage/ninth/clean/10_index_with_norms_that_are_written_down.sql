-- The index uses norms that stand in the text, and no row is looked at for them.
CREATE TABLE ref_norms AS
SELECT * FROM (VALUES (0.4, 0.4, 26.0, 9.0)) AS v(beer_mid, beer_spread, cig_mid, cig_spread);

CREATE VIEW stg_drinkers AS
SELECT d.age, d.educ, d.married, d.famsize, d.white, d.mothalc, d.fathalc, d.unemrate, d.ethanol, d.exhealth, d.vghealth, d.goodhealth,
  d.centcity, d.outercity, d.northeast, d.midwest, d.south, d.employ, d.qrt1, d.qrt2, d.qrt3,
  (d.beertax - n.beer_mid) / n.beer_spread + (d.cigtax - n.cig_mid) / n.cig_spread AS dearness, d.abuse = 1 AS abuses
FROM drinkers AS d CROSS JOIN ref_norms AS n;

CREATE MODEL abuse_of_alcohol
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM stg_drinkers;
