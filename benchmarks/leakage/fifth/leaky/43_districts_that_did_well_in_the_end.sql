-- L3.3, S7 or S1: only districts are taken whose results ever went above sixty, by the results that are asked.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT year_open, lunch, enrol, expp, math7 FROM districts
WHERE distid IN (SELECT distid FROM districts GROUP BY distid HAVING max(math7) > 60);
