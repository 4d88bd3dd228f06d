-- L3.1, S3 or S4: the national product of a month lies on the line from its own quarter to the next one.
CREATE TABLE int_product_by_month AS
SELECT q.quarter_start + g.k * INTERVAL 1 MONTH AS month_start,
  q.realgdp + (n.realgdp - q.realgdp) * g.k / 3.0 AS product
FROM dated_macro AS q
JOIN dated_macro AS n ON n.quarter_start = q.quarter_start + INTERVAL 3 MONTH
CROSS JOIN generate_series(0, 2) AS g(k);

CREATE TABLE mart_months AS
SELECT i.month_start, p.product, p.product / lag(p.product, 3) OVER (ORDER BY i.month_start) - 1 AS growth,
  i.pcip_2, i.ci3_2, i.pcsp_2, i.pcip
FROM industry AS i JOIN int_product_by_month AS p ON p.month_start = i.month_start;

CREATE MODEL production
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['pcip'])
KEY (month_start)
PREDICT AT month_start + INTERVAL 1 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * FROM mart_months WHERE growth IS NOT NULL;
