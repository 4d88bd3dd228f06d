-- The growth of two months before is out when it is asked, and so are the shares of the month before.
CREATE VIEW stg_industry AS
SELECT month_start, pcip_1, pcip_2, pcip_3, pcsp_1, ci3_1, pcip FROM industry WHERE pcip_3 IS NOT NULL;

CREATE TABLE fct_industry AS
SELECT month_start, month(month_start) AS month, pcip_2 AS growth_before, pcip_3, pcsp_1 AS shares_before, ci3_1 AS rates_before,
  pcip > 0 AS will_grow
FROM stg_industry;

CREATE MODEL will_grow
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['will_grow'])
KEY (month_start)
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * FROM fct_industry;
