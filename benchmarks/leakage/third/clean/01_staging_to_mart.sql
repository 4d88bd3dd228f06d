-- Staging, intermediate, fact: lags and a rolling mean that end with the year before.
CREATE VIEW stg_wages AS SELECT nr AS worker_id, year AS wage_year, hours AS hours_worked, "union" AS is_member, lwage AS log_wage FROM wages;
CREATE TABLE int_history AS
SELECT worker_id, wage_year, log_wage, lag(log_wage) OVER w AS log_wage_before, lag(hours_worked) OVER w AS hours_before,
  avg(hours_worked) OVER (w ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS hours_usual
FROM stg_wages WINDOW w AS (PARTITION BY worker_id ORDER BY wage_year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['log_wage'], data_split_group_cols = ['worker_id']) PREDICT AT NONE
AS SELECT worker_id, wage_year, log_wage_before, hours_before, hours_usual, log_wage FROM int_history WHERE log_wage_before IS NOT NULL;
