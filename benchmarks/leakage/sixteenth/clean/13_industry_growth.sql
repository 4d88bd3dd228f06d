-- Late in a month its growth of production is predicted from the month before, which came out on the 23rd day.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
PREDICT AT month_start + INTERVAL 25 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS
SELECT month_start, pcip_1, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1, ci3_2, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;
