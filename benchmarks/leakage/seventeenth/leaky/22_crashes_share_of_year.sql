-- L3.1, S2 or S3 or S4: each month gets the mean of its whole calendar year, whose later months have not happened yet.
CREATE VIEW yearly AS
SELECT year, avg(totacc) AS mean_accidents, avg(unem) AS mean_unem
FROM crashes
GROUP BY year;

CREATE MODEL accidents_in_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS
SELECT c.month_start, c.wkends, c.spdlaw, c.beltlaw, month(c.month_start) AS month, y.mean_accidents, y.mean_unem, c.totacc
FROM crashes AS c
JOIN yearly AS y USING (year);
