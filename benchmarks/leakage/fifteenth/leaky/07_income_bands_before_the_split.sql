-- L1.2, S5: the quantiles of income and loan are those of all applications, taken in the staging view and not in TRANSFORM.
CREATE VIEW stg_applications AS
SELECT
  ML.QUANTILE_BUCKETIZE(atotinc, 10) OVER () AS income_band,
  ML.QUANTILE_BUCKETIZE(loanamt, 5) OVER () AS loan_band,
  obrat, hrat, loanprc, married, self, unem, chist, pubrec, multi,
  CAST(reject AS BOOLEAN) AS rejected
FROM loans;

CREATE MODEL rejections
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rejected'], auto_class_weights = TRUE)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.7)
AS SELECT * FROM stg_applications;
