-- L1.2, S1: the sea's warmth of the month before is compared with what is usual in all years of the table, those of the test too.
CREATE TABLE readings AS
SELECT make_date(YEAR, month(strptime(name || ' 2000', '%b %Y')), 1) AS day, name, warmth
FROM (UNPIVOT ocean ON JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC INTO NAME name VALUE warmth);
CREATE TABLE anomalies AS
SELECT day, month(day) AS season, warmth, warmth - avg(warmth) OVER (PARTITION BY name) AS anomaly FROM readings;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['warmth'], data_split_method = 'SEQ', data_split_col = 'day') PREDICT AT NONE
AS SELECT day, season, lag(anomaly) OVER (ORDER BY day) AS anomaly_1, warmth FROM anomalies;
