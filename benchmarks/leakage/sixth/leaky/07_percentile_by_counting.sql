-- L1.2, S5: how many players play no more than he: a percentile among all rows, written as a count. No
-- window and no GROUP BY tell of it.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['well_paid']) PREDICT AT NONE
AS
SELECT p.exper, p.age, p.coll, p.guard, p.forward, p.draft,
  (SELECT count(*) FROM players AS o WHERE o.minutes <= p.minutes) / 269.0 AS rank_by_minutes,
  p.wage > 1000 AS well_paid
FROM players AS p;
