-- The results of the year before were out when this year began, four months before the prediction.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT d.year_open, d.lunch, d.expp / d.enrol AS spent_a_pupil, b.math4 AS younger_pupils, b.math7 AS math7_before, d.math7
FROM districts d LEFT JOIN districts b ON b.distid = d.distid AND b.year = d.year - 1;
