-- L2, S1 or S2 or S3: flights of the aircraft are counted up to a week after the snapshot; the answer is whether there is one in that week.
CREATE TABLE snapshots AS
SELECT p.tailnum, d.day AS snapshot_at, p.seats, p.year AS built
FROM planes p CROSS JOIN generate_series(TIMESTAMP '2013-01-05', TIMESTAMP '2013-01-15', INTERVAL 5 DAY) AS d(day);

CREATE TABLE activity AS
SELECT s.tailnum, s.snapshot_at, s.seats, s.built,
  (SELECT count(*) FROM flights f WHERE f.tailnum = s.tailnum AND f.sched_dep < s.snapshot_at + INTERVAL 7 DAY) AS flown,
  EXISTS (SELECT 1 FROM flights f WHERE f.tailnum = s.tailnum AND f.sched_dep >= s.snapshot_at AND f.sched_dep < s.snapshot_at + INTERVAL 7 DAY) AS flies_again
FROM snapshots s;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['flies_again']) KEY (tailnum, snapshot_at)
PREDICT AT snapshot_at LABEL KNOWN AT snapshot_at + INTERVAL 8 DAY
AS SELECT tailnum, snapshot_at, seats, built, flown, flies_again FROM activity;
