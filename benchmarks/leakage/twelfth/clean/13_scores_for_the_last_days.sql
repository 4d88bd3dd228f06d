-- Trained on flights before 19 January; those from 22 January are scored for the operations desk and reported, when all labels had come in.
CREATE VIEW schedule_features AS
SELECT
  concat_ws('-', carrier, flight, origin, sched_dep) AS flight_id,
  sched_dep, carrier, origin, dest, distance, hour,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_for_the_desk
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], l2_reg = 1.0)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 1 DAY + INTERVAL 1 SECOND
AS SELECT * FROM schedule_features WHERE sched_dep < TIMESTAMP '2013-01-19 00:00:00';

CREATE TABLE desk_scores AS
SELECT flight_id, sched_dep, carrier, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL late_for_the_desk, (SELECT * FROM schedule_features WHERE sched_dep >= TIMESTAMP '2013-01-22 00:00:00'));

CREATE TABLE desk_report AS
SELECT roc_auc, precision, recall
FROM ML.EVALUATE(MODEL late_for_the_desk, (SELECT * FROM schedule_features WHERE sched_dep >= TIMESTAMP '2013-01-22 00:00:00'));
