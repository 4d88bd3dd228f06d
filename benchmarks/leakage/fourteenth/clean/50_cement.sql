-- Growth of the output of cement by month; figures come out after 45 days, so at the beginning of a month the last known are two months old.
CREATE VIEW cement_history AS
SELECT
  month_start, month,
  lag(gcem, 2) OVER h AS gcem_2,
  lag(gcem, 12) OVER h AS gcem_12,
  lag(gip, 2) OVER h AS gip_2,
  lag(gres, 2) OVER h AS gres_2,
  lag(gnon, 2) OVER h AS gnon_2,
  lag(gprcpet, 2) OVER h AS gprcpet_2,
  gcem
FROM cement
WINDOW h AS (ORDER BY month_start);

CREATE MODEL cement_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcem'], data_split_eval_fraction = 0.25)
TRANSFORM (CAST(month AS VARCHAR) AS month, * EXCEPT (month))
PREDICT AT month_start
AS SELECT * FROM cement_history WHERE gcem_12 IS NOT NULL;

CREATE TABLE cement_report AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL cement_growth);
