-- Growth of production of the current month, asked on its 26th day with last month's figures.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
PREDICT AT month_start + INTERVAL 25 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS SELECT month_start, pcip_1, pcsp_1, ci3_1, pcip FROM industry WHERE pcip_1 IS NOT NULL;
