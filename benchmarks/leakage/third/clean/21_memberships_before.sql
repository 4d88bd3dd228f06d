-- How many years a worker was a member before this one; membership is the answer.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_member'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT nr, educ, sum("union") OVER (PARTITION BY nr ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS years_member, "union" = 1 AS is_member FROM wages;
