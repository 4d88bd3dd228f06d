-- L1.2, S5: categories are kept if they are frequent in all rows.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT CASE WHEN count(*) OVER (PARTITION BY dest) > 50 THEN dest ELSE 'other' END AS place, carrier, arr_delay > 15 AS is_late FROM flights;
