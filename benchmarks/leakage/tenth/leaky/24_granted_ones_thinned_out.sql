-- L3.3, S7 or S1: of the granted applications only a fifth is kept, so the share of refusals among the judged rows is
-- not that of the business.
CREATE TABLE application_facts AS
SELECT loanamt, price, loanprc, appinc, atotinc, liq, hrat, obrat, married, dep, self, cosign, pubrec, mortno,
  mortlat1, chist, multi, typur, hash(loanamt, price, appinc, atotinc, liq) % 5 AS bucket, approve = 0 AS refused
FROM loans;

CREATE MODEL refused
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['refused'], auto_class_weights = FALSE,
  data_split_eval_fraction = 0.25
)
CARRY (bucket)
PREDICT AT NONE
STANDARDS (precision >= 0.4, roc_auc >= 0.65)
AS SELECT * FROM application_facts WHERE refused OR bucket = 0;
