-- L3.1, S2 or S3: last month's growth of production comes out on the 23rd day, and the model is asked on the tenth.
CREATE TABLE ft_industry AS
SELECT month_start, pcip_1 AS growth_1, pcip_2 AS growth_2, pcsp_1 AS stocks_1, ci3_1 AS rates_1,
  pcip > 0 AS grows
FROM industry
WHERE pcip_2 IS NOT NULL;

CREATE MODEL production_grows
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['grows'])
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * FROM ft_industry;
