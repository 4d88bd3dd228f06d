-- L1.3, S5 or S4: the weights of the leading index are set by correlations with the answer over the whole history, the test years included.
CREATE TABLE index_weights AS
SELECT corr(pcip, pcsp_2) AS stocks_2, corr(pcip, pcsp_3) AS stocks_3, corr(pcip, pcip_2) AS growth_2, corr(pcip, pcip_3) AS growth_3, corr(pcip, ci3_2) AS rate_2
FROM industry;

CREATE MODEL production_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
PREDICT AT month_start + INTERVAL 1 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS
SELECT
  i.month_start, i.pcip,
  w.stocks_2 * i.pcsp_2 + w.stocks_3 * i.pcsp_3 + w.growth_2 * i.pcip_2 + w.growth_3 * i.pcip_3 + w.rate_2 * i.ci3_2 AS leading_index
FROM industry i CROSS JOIN index_weights w
WHERE i.pcip_3 IS NOT NULL;
