CREATE MODEL churn_trees
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_left'], max_iterations = 10)
KEY (subscriber_id)
PREDICT AT renewal_at - INTERVAL 10 DAY
LABEL KNOWN AT renewal_at
STANDARDS (roc_auc >= 0.60)
AS SELECT * EXCLUDE (spent) FROM members;
