-- L2, S1: the label travels through a table and a view and comes back as a category.
CREATE TABLE arrivals AS SELECT flight, carrier, sched_dep, arr_delay AS d FROM flights;
CREATE VIEW bands AS SELECT flight, carrier, sched_dep, CASE WHEN d > 60 THEN 'bad' WHEN d > 15 THEN 'poor' ELSE 'good' END AS band, d FROM arrivals;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, band, d > 15 AS is_late FROM bands;
