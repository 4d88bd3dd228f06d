-- L1.2, S1: a table macro gives the mean of the label by a column.
CREATE MACRO mean_by_occupation() AS TABLE SELECT occupation, avg(affairs) AS usual FROM affairs GROUP BY occupation;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['affairs'])
PREDICT AT NONE
AS SELECT a.age, a.religious, m.usual, a.affairs FROM affairs a JOIN mean_by_occupation() m USING (occupation);
