-- Growth of industrial production in a month, towards its end, from what came out before.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'], l2_reg = 1.0)
TRANSFORM (pcip_1, pcip_2, pcip_3, pcip_1 - pcip_2 AS speeding_up, pcsp_1, pcsp_2, ci3_1, pcip)
PREDICT AT month_start + INTERVAL 25 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS
SELECT month_start, pcip_1, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;
