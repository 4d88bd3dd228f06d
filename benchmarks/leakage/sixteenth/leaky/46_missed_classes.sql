-- L2, S1: the attendance rate is predicted from the number of classes missed, which is the same count seen from the other side.
CREATE MODEL attendance_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['atndrte'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT atndrte, priGPA, ACT, frosh, soph, missed
FROM attendance;
