-- A quarter comes out 120 days after it began: half a year later that is past.
CREATE MODEL nowcast OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT quarter_start LABEL KNOWN AT quarter_start + INTERVAL 121 DAY
AS SELECT q.quarter_start, p.unemp AS unemp_2, p.tbilrate AS rate_2, q.infl
FROM dated_macro q LEFT JOIN dated_macro p ON p.quarter_start = q.quarter_start - INTERVAL 6 MONTH;
