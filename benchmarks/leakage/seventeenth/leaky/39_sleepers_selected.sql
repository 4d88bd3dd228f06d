-- L1.3, S5 or S4: which columns are kept depends on their correlation with the label over all rows.
CREATE TABLE sleep_correlations AS
SELECT
  abs(corr(totwrk, sleep)) AS totwrk,
  abs(corr(educ, sleep)) AS educ,
  abs(corr(age, sleep)) AS age,
  abs(corr(gdhlth, sleep)) AS gdhlth,
  abs(corr(yngkid, sleep)) AS yngkid,
  abs(corr(yrsmarr, sleep)) AS yrsmarr
FROM sleepers;

CREATE MODEL minutes_of_sleep
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'], data_split_method = 'RANDOM')
AS
SELECT
  CASE WHEN c.totwrk > 0.08 THEN s.totwrk ELSE 0 END AS totwrk,
  CASE WHEN c.educ > 0.08 THEN s.educ ELSE 0 END AS educ,
  CASE WHEN c.age > 0.08 THEN s.age ELSE 0 END AS age,
  CASE WHEN c.gdhlth > 0.08 THEN s.gdhlth ELSE 0 END AS gdhlth,
  CASE WHEN c.yngkid > 0.08 THEN s.yngkid ELSE 0 END AS yngkid,
  CASE WHEN c.yrsmarr > 0.08 THEN s.yrsmarr ELSE 0 END AS yrsmarr,
  s.sleep
FROM sleepers s CROSS JOIN sleep_correlations c;
