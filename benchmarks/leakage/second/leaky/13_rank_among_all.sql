-- L1.2, S5: the rank among all tumours, test tumours too.
CREATE TABLE ranked AS SELECT *, percent_rank() OVER (ORDER BY area_mean) AS size_rank FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT size_rank, smoothness_mean, benign FROM ranked;
