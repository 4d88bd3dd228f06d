-- Whether an application for a mortgage is approved, by what stands in it; copies are dropped, missing values are filled in TRANSFORM.
CREATE MODEL loan_approval
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve'], l2_reg = 0.5)
TRANSFORM (
  ML.STANDARD_SCALER(loanamt) OVER () AS loanamt,
  ML.STANDARD_SCALER(atotinc) OVER () AS atotinc,
  hrat, obrat, loanprc,
  ML.IMPUTER(married, 'most_frequent') OVER () AS married,
  ML.IMPUTER(dep, 'median') OVER () AS dep,
  self, unem, chist, pubrec, mortlat1, mortlat2, multi
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.65)
AS
SELECT DISTINCT loanamt, atotinc, hrat, obrat, loanprc, married, dep, self, unem, chist, pubrec, mortlat1, mortlat2, multi, approve
FROM loans;
