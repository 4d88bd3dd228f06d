-- Ordinary cleaning: CASE, CAST, coalesce with constants, text functions.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['chosen'])
PREDICT AT NONE
AS SELECT CAST(mode AS VARCHAR) AS mode, coalesce(ttme, 0) AS wait, CASE WHEN hinc > 50 THEN 'high' ELSE 'low' END AS income, choice = 1 AS chosen FROM trips;
