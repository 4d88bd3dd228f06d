-- The same by two CTEs that are joined.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['later_delay']) KEY (tailnum)
PREDICT AT NONE
AS WITH before AS (SELECT tailnum, avg(arr_delay) AS delay, count(*) AS n FROM flights WHERE day <= 10 GROUP BY tailnum),
after AS (SELECT tailnum, avg(arr_delay) AS later_delay FROM flights WHERE day > 10 GROUP BY tailnum)
SELECT b.tailnum, b.delay, b.n, a.later_delay FROM before b JOIN after a USING (tailnum);
