-- L1.2, S5: the index of how dear vice is uses mean and spread of all rows, before they are split.
CREATE TABLE ref_norms AS
SELECT avg(beertax) AS beer_mid, stddev_samp(beertax) AS beer_spread, avg(cigtax) AS cig_mid, stddev_samp(cigtax) AS cig_spread
FROM drinkers;

CREATE VIEW stg_drinkers AS
SELECT d.age, d.educ, d.married, d.famsize, d.white, d.mothalc, d.fathalc, d.unemrate, d.ethanol, d.exhealth, d.vghealth, d.goodhealth,
  d.centcity, d.outercity, d.northeast, d.midwest, d.south, d.employ, d.qrt1, d.qrt2, d.qrt3,
  (d.beertax - n.beer_mid) / n.beer_spread + (d.cigtax - n.cig_mid) / n.cig_spread AS dearness, d.abuse = 1 AS abuses
FROM drinkers AS d CROSS JOIN ref_norms AS n;

CREATE MODEL abuse_of_alcohol
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM stg_drinkers;
