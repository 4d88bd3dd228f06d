-- L2, S2: the prediction is made in winter, and the fourth grade's result of the year comes with that of the seventh, in autumn.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT year_open, lunch, expp / enrol AS spent_a_pupil, math4 AS younger_pupils, math7 FROM districts;
