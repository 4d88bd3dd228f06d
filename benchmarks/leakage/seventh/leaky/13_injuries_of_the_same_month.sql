-- L2, S2: fatal accidents are asked before the month begins, with the month's accidents and injuries as
-- features, which are counted together with them.
CREATE VIEW stg_months AS
SELECT month_start, wkends, spdlaw, beltlaw, totacc, injacc, fatacc FROM crashes;

CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS
SELECT month_start, wkends, spdlaw, beltlaw, injacc, totacc, injacc / totacc AS share_with_injuries, fatacc FROM stg_months;
