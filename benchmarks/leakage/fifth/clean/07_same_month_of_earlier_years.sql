-- What is usual for a month is taken from earlier years only, which were counted long before.
CREATE TABLE seasonal AS
SELECT c.month_start, c.wkends, c.beltlaw, c.fatacc, avg(o.fatacc) AS usual
FROM crashes c LEFT JOIN crashes o ON month(o.month_start) = month(c.month_start) AND o.month_start < c.month_start - INTERVAL 6 MONTH
GROUP BY c.month_start, c.wkends, c.beltlaw, c.fatacc;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT month_start, wkends, beltlaw, usual, fatacc FROM seasonal;
