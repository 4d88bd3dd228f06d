-- Growth of production of the running month, on its 26th day, from earlier months' growth that is out by then.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'], l2_reg = 0.5)
PREDICT AT month_start + INTERVAL 25 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS
SELECT month_start, pcip_1, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1, ci3_2, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;
