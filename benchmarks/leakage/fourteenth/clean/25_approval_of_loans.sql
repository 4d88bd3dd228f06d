-- What stands in the application; what the bank noted while it decided, and after, is left out.
CREATE VIEW stg_loans AS
SELECT loanamt, price, loanamt / price AS loan_to_price, appinc, atotinc, cototinc, hrat, obrat, married, dep, self,
  emp, yjob, pubrec, mortlat1, mortlat2, netw, unem, term, multi, approve = 1 AS is_approved
FROM loans
WHERE price > 0;

CREATE MODEL loan_approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_approved'], max_iterations = 40, learn_rate = 0.1,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
TRANSFORM (* EXCEPT (dep, netw), ML.IMPUTER(dep, 'median') OVER () AS dep, ML.QUANTILE_BUCKETIZE(netw, 10) OVER () AS netw_band)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.65)
AS SELECT * FROM stg_loans;
