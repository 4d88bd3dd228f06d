-- L3.1, S2 or S3 or S4: the frame of the mean ends with last month, whose production comes out in the middle
-- of this one.
CREATE TABLE mart_cement AS
SELECT month_start, jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov,
  avg(ipcem) OVER recent AS production, max(prccem) OVER recent AS dearest, avg(rresc) OVER recent AS building, ipcem
FROM cement
WINDOW recent AS (
  ORDER BY month_start
  RANGE BETWEEN INTERVAL 3 MONTH PRECEDING AND INTERVAL 1 MONTH PRECEDING
);

CREATE MODEL production_of_the_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ipcem'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * FROM mart_cement;
