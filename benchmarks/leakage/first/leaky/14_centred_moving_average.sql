-- L3.1, S4: a moving average whose frame ends three hours after the row.
CREATE TABLE smooth AS
SELECT origin, time_hour, avg(temp) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS smooth_temp, precip FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rains'])
PREDICT AT NONE
AS SELECT origin, smooth_temp, precip > 0 AS rains FROM smooth;
