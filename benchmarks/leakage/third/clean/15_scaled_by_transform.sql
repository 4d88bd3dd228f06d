-- Everything that learns stands in TRANSFORM.
CREATE MODEL m
TRANSFORM (ML.ROBUST_SCALER(appinc) OVER () AS income, ML.IMPUTER(obrat, 'median') OVER () AS ratio, ML.QUANTILE_BUCKETIZE(loanprc, 5) OVER () AS share, approve)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT appinc, obrat, loanprc, approve FROM loans;
