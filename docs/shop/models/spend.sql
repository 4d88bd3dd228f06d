CREATE MODEL spend
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['spent'])
KEY (subscriber_id)
PREDICT AT NONE
STANDARDS (mean_absolute_error <= 10, r2_score >= 0.5)
AS SELECT * EXCLUDE (has_left, renewal_at) FROM members;
