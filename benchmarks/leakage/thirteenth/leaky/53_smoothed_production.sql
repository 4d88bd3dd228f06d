-- L3.1, S2 or S4: the moving averages are centred, so that they hold the months after the one that is predicted (and itself).
CREATE TABLE smoothed AS
SELECT
  month_start, ci3_1, pcsp_1, pcip_2, pcip_3,
  avg(ip) OVER (ORDER BY month_start ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS ip_smooth,
  avg(i3) OVER (ORDER BY month_start ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS bills_smooth,
  pcip
FROM industry;

CREATE MODEL production_growth
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pcip'], max_tree_depth = 3)
PREDICT AT month_start + INTERVAL 6 DAY
AS SELECT * FROM smoothed WHERE pcip_3 IS NOT NULL;
