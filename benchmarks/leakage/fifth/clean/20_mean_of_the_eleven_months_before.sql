-- December is asked, and the mean is of the months before it.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['december']) PREDICT AT NONE
AS SELECT JUN AS june, NOV AS november, list_avg([JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV]) AS warmth, DEC AS december FROM ocean;
