-- L1.2, S5: how often the destination stands in the data, test rows counted.
CREATE TABLE popularity AS SELECT dest, count(*) AS n FROM flights GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT f.carrier, ln(p.n) AS popularity, f.arr_delay > 15 AS is_late FROM flights f INNER JOIN popularity p ON f.dest = p.dest;
