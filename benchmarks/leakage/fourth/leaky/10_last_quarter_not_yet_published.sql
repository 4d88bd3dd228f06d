-- L3.1, S2: a quarter comes out 120 days after it began, so when the next one begins the last is not known yet.
CREATE MODEL nowcast OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT quarter_start LABEL KNOWN AT quarter_start + INTERVAL 121 DAY
AS SELECT quarter_start, lag(unemp, 1) OVER q AS unemp_1, lag(tbilrate, 1) OVER q AS rate_1, infl
FROM dated_macro WINDOW q AS (ORDER BY quarter_start);
