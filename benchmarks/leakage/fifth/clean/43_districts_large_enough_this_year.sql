-- Districts are taken by their pupils of the year, which are counted a month after it began.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT year_open, lunch, enrol, expp, math7 FROM districts WHERE enrol > 600;
