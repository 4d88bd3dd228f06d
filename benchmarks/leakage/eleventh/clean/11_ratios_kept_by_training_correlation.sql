-- The correlations that decide are those of the applications which are not kept for the test.
CREATE TABLE stg_applications AS
SELECT hrat, obrat, loanprc, unem, dep, netw, cons, mortg, term, reject,
  hash(loanamt, price, appinc, netw, hrat, obrat, atotinc) % 5 = 0 AS is_test
FROM loans;

CREATE TABLE int_screening AS
SELECT abs(corr(hrat, reject)) AS hrat_r, abs(corr(obrat, reject)) AS obrat_r, abs(corr(loanprc, reject)) AS loanprc_r,
  abs(corr(unem, reject)) AS unem_r, abs(corr(dep, reject)) AS dep_r, abs(corr(netw, reject)) AS netw_r
FROM stg_applications
WHERE NOT is_test;

CREATE TABLE ft_applications AS
SELECT a.is_test, a.cons, a.mortg,
  CASE WHEN s.hrat_r >= 0.05 THEN a.hrat ELSE 0 END AS hrat,
  CASE WHEN s.obrat_r >= 0.05 THEN a.obrat ELSE 0 END AS obrat,
  CASE WHEN s.loanprc_r >= 0.05 THEN a.loanprc ELSE 0 END AS loanprc,
  CASE WHEN s.unem_r >= 0.05 THEN a.unem ELSE 0 END AS unem,
  CASE WHEN s.dep_r >= 0.05 THEN a.dep ELSE 0 END AS dep,
  CASE WHEN s.netw_r >= 0.05 THEN a.netw ELSE 0 END AS netw,
  a.reject = 1 AS is_refused
FROM stg_applications AS a CROSS JOIN int_screening AS s;

CREATE MODEL refused
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_refused'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM ft_applications;
