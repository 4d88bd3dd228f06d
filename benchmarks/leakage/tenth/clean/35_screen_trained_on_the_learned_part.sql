-- The screening forest that decides which ratios are used is trained on the applications that are not kept back;
-- the final model is judged by CUSTOM on the kept ones.
-- (Corrected: typur, to whom a granted loan was sold, is left out; others wrote it down as a leak, decision 0067.)
CREATE TABLE applications AS
SELECT hrat, obrat, loanprc, dep, atotinc, hexp, netw, unem, approve = 1 AS granted,
  hash(loanamt, appinc, atotinc, price, liq) % 5 = 2 AS kept
FROM loans;

CREATE MODEL screen
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['granted'])
PREDICT AT NONE
AS SELECT * EXCLUDE (kept) FROM applications WHERE NOT kept;

CREATE TABLE picked AS
SELECT feature, importance_gain, importance_gain >= median(importance_gain) OVER () AS is_used
FROM ML.FEATURE_IMPORTANCE(MODEL screen);

CREATE TABLE picked_applications AS
WITH p AS (
  SELECT bool_or(is_used AND feature = 'hrat') AS use_hrat, bool_or(is_used AND feature = 'obrat') AS use_obrat,
    bool_or(is_used AND feature = 'loanprc') AS use_loanprc, bool_or(is_used AND feature = 'netw') AS use_netw,
    bool_or(is_used AND feature = 'atotinc') AS use_income, bool_or(is_used AND feature = 'unem') AS use_unem
  FROM picked
)
SELECT CASE WHEN p.use_hrat THEN a.hrat END AS hrat, CASE WHEN p.use_obrat THEN a.obrat END AS obrat,
  CASE WHEN p.use_loanprc THEN a.loanprc END AS loanprc, CASE WHEN p.use_netw THEN a.netw END AS netw,
  CASE WHEN p.use_income THEN a.atotinc END AS atotinc, CASE WHEN p.use_unem THEN a.unem END AS unem,
  a.dep, a.granted, a.kept
FROM applications AS a CROSS JOIN p;

CREATE MODEL granted_by_ratios
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['granted'], data_split_method = 'CUSTOM', data_split_col = 'kept'
)
PREDICT AT NONE
AS SELECT * FROM picked_applications;
