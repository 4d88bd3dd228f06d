-- The same totals of the quarter before the last, whose months were all counted when this one began.
CREATE TABLE agg_quarters AS
SELECT date_trunc('quarter', month_start) AS quarter_start, sum(totacc) AS accidents, avg(unem) AS unemployment
FROM crashes GROUP BY 1;

CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS
SELECT c.month_start, c.wkends, c.spdlaw, c.beltlaw, q.accidents, q.unemployment, c.fatacc
FROM crashes AS c
LEFT JOIN agg_quarters AS q ON q.quarter_start = date_trunc('quarter', c.month_start) - INTERVAL 6 MONTH;
