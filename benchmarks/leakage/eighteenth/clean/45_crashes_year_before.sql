-- Accidents by month from the laws, the weekends and the same month a year ago.
CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS
SELECT c.month_start, c.spdlaw, c.beltlaw, c.wkends, p.totacc AS year_ago, p.unem AS unem_year_ago, c.totacc
FROM crashes AS c
JOIN crashes AS p ON p.t = c.t - 12;
