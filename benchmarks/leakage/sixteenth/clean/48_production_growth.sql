-- Growth of production from what is out a week into the month: growth two months back and stocks a month back.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
PREDICT AT month_start + INTERVAL 7 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS
SELECT month_start, pcip, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1
FROM industry
WHERE pcip_3 IS NOT NULL;
