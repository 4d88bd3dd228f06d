-- Recency, frequency and distance before a cutoff; whether the aircraft comes again after it.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['comes_again']) KEY (tailnum) PREDICT AT NONE
AS WITH settings AS (SELECT TIMESTAMP '2013-01-18' AS cutoff),
before AS (SELECT f.tailnum, date_diff('day', max(f.sched_dep), min(s.cutoff)) AS recency, count(*) AS frequency, sum(f.distance) AS miles FROM flights f CROSS JOIN settings s WHERE f.sched_dep < s.cutoff GROUP BY f.tailnum),
after AS (SELECT DISTINCT f.tailnum FROM flights f CROSS JOIN settings s WHERE f.sched_dep >= s.cutoff)
SELECT b.tailnum, b.recency, b.frequency, b.miles, a.tailnum IS NOT NULL AS comes_again FROM before b LEFT JOIN after a ON a.tailnum = b.tailnum;
