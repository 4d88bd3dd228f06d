-- A seeded sample, to learn faster.
CREATE TABLE sampled AS SELECT id, dist, passen, concen, fare FROM fares USING SAMPLE 50 PERCENT (bernoulli, 11);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE AS SELECT * FROM sampled;
