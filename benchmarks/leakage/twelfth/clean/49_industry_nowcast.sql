-- The growth of production in a month, said on its 26th day, when that of the month before is out.
CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'], l2_reg = 0.1)
KEY (month_start)
PREDICT AT month_start + INTERVAL 25 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS
SELECT
  month_start,
  month(month_start) AS month,
  pcip_1, pcip_2, pcip_3,
  pcsp_1, pcsp_2, pcsp_3,
  ci3_1, ci3_2,
  pcip
FROM industry
WHERE pcip_3 IS NOT NULL;

CREATE TABLE nowcast_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL production_growth);
