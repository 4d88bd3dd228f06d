-- What is asked for on the tenth day: growth of production of two and three months before, and rates and stocks out on the fifth.
CREATE TABLE ft_industry AS
SELECT month_start, pcip_2 AS growth_1, pcip_3 AS growth_2, pcsp_1 AS stocks_1, ci3_1 AS rates_1,
  pcip > 0 AS grows
FROM industry
WHERE pcip_3 IS NOT NULL;

CREATE MODEL production_grows
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['grows'])
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * FROM ft_industry;
