-- L2, S1: total compensation is computed from the yearly earnings that are to be predicted, and stands among the
-- features beside the benefits by which it exceeds them.
CREATE VIEW stg_pay AS
SELECT exper, age, depends, married, tenure, educ, nrtheast, nrthcen, south, male, white, "union", office, annhrs,
  vacdays, sicklve, insur, pension,
  vacdays + sicklve + insur + pension + annearn AS total_package,
  annearn
FROM benefits;

CREATE TABLE pay_features AS
SELECT educ, exper, tenure, age, married, male, white, "union", office, annhrs,
  concat(nrtheast, nrthcen, south) AS region, insur + pension AS secured, vacdays + sicklve AS paid_leave,
  ln(1 + total_package) AS log_package, annearn / 1000 AS earnings_k
FROM stg_pay;

CREATE MODEL earnings
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['earnings_k'], min_tree_child_weight = 5)
PREDICT AT NONE
AS SELECT * FROM pay_features;
