-- Production of cement from figures of two months before, all published before the month begins.
CREATE MODEL cement_output
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['ipcem'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS
SELECT
  month_start, month,
  lag(ipcem, 2) OVER w AS ipcem_2,
  lag(ip, 2) OVER w AS ip_2,
  lag(rresc, 2) OVER w AS rresc_2,
  ipcem
FROM cement
WINDOW w AS (ORDER BY month_start);
