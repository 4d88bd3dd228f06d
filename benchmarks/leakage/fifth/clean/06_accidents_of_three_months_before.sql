-- Accidents are counted 75 days after a month has begun, and three months are at least 89.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT c.month_start, c.wkends, c.beltlaw, c.spdlaw, b.totacc AS accidents_before, b.unem AS unemployed_before, c.fatacc
FROM crashes c LEFT JOIN crashes b ON b.month_start = c.month_start - INTERVAL 3 MONTH;
