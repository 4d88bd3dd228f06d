CREATE MODEL churn
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_left'])
KEY (subscriber_id)
PREDICT AT renewal_at - INTERVAL 10 DAY
LABEL KNOWN AT renewal_at
STANDARDS (roc_auc >= 0.65, roc_auc >= baseline + 0.05)
AS SELECT * EXCLUDE (spent) FROM members;
