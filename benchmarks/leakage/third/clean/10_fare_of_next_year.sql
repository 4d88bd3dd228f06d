-- The answer looks ahead, the features do not.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['next_fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, dist, passen, concen, fare, lead(fare) OVER (PARTITION BY id ORDER BY year) AS next_fare FROM fares QUALIFY next_fare IS NOT NULL;
