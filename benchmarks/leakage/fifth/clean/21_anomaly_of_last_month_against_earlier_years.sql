-- The month before is compared with the same month of the years before that; later months are judged.
CREATE TABLE readings AS
SELECT make_date(YEAR, month(strptime(name || ' 2000', '%b %Y')), 1) AS day, name, warmth
FROM (UNPIVOT ocean ON JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC INTO NAME name VALUE warmth);
CREATE TABLE anomalies AS
SELECT day, month(day) AS season, warmth,
  warmth - avg(warmth) OVER (PARTITION BY name ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS anomaly
FROM readings;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['warmth'], data_split_method = 'SEQ', data_split_col = 'day') PREDICT AT NONE
AS SELECT day, season, lag(anomaly) OVER (ORDER BY day) AS anomaly_1, warmth FROM anomalies;
