-- growth of production on the tenth of the month: production two and three months before, rates of last month.
CREATE VIEW industry_known AS
SELECT date, month_start, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1, ci3_2, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;

CREATE MODEL industry_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
KEY (date)
CARRY (date)
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS SELECT * FROM industry_known;
