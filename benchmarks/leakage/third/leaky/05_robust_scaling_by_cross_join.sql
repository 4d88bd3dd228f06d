-- L1.2, S5: median and MAD of the whole table in a CTE of statistics.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS WITH stats AS (SELECT median(appinc) AS mid, mad(appinc) AS spread FROM loans)
SELECT (l.appinc - s.mid) / s.spread AS income_scaled, l.loanamt, l.obrat, l.approve FROM loans l CROSS JOIN stats s;
