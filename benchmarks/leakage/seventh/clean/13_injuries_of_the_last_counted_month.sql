-- The same measures of the month that lies three months back, whose count was closed by then.
CREATE VIEW stg_months AS
SELECT month_start, wkends, spdlaw, beltlaw, totacc, injacc, fatacc FROM crashes;

CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS
SELECT m.month_start, m.wkends, m.spdlaw, m.beltlaw, b.injacc, b.totacc, b.injacc / b.totacc AS share_with_injuries, m.fatacc
FROM stg_months AS m LEFT JOIN stg_months AS b ON b.month_start = m.month_start - INTERVAL 3 MONTH;
