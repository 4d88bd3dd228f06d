-- L2, S1: the mean of the year has December in it, which is asked.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['december']) PREDICT AT NONE
AS SELECT JUN AS june, NOV AS november, list_avg([JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC]) AS warmth, DEC AS december FROM ocean;
