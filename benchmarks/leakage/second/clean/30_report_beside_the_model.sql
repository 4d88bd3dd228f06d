-- A report over the answers, and assertions about them, that no model reads.
CREATE VIEW monthly AS SELECT month, count(*) FILTER (WHERE arr_delay > 15) / count(*) AS share, rank() OVER (ORDER BY month DESC) AS newest FROM flights GROUP BY month;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, dest, arr_delay > 15 AS is_late FROM flights;
ASSERT (SELECT max(share) FROM monthly) < 0.9 AS 'not all are late';
