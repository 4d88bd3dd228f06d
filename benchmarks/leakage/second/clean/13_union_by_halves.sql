-- UNION ALL of rows that a condition and its opposite choose.
CREATE TABLE all_trips AS
SELECT ttme, gc, hinc, choice FROM trips WHERE psize > 1
UNION ALL SELECT ttme, gc, hinc, choice FROM trips WHERE psize <= 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['choice'])
PREDICT AT NONE AS SELECT * FROM all_trips;
