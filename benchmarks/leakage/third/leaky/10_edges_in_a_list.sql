-- L1.2, S5: edges of buckets are quantiles of all rows, kept as a list.
CREATE TABLE edges AS SELECT quantile_cont(dist, [0.25, 0.5, 0.75]) AS at FROM fares;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT f.id, len(list_filter(e.at, lambda x: x < f.dist)) AS distance_class, f.concen, f.fare FROM fares f, edges e;
