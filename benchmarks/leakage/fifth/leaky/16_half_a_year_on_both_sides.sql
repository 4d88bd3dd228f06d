-- L3.1, S3 or S2 or S4: the share of cheaper weeks is counted in half a year before and half a year after.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT s.week_start,
  (SELECT count(*) FILTER (WHERE n.price < s.price) * 1.0 / count(*) FROM stocks n
   WHERE n.week_start BETWEEN s.week_start - INTERVAL 182 DAY AND s.week_start + INTERVAL 182 DAY) AS dearness,
  lead(s.price) OVER (ORDER BY s.week_start) > s.price AS goes_up
FROM stocks s;
