-- ASOF through two CTEs, with a default where no reading was known.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 90 MINUTE
AS WITH departures AS (SELECT sched_dep, carrier, origin, date_add(sched_dep, - INTERVAL 4 HOUR) AS as_of, arr_delay FROM flights),
readings AS (SELECT origin AS station, time_hour AS read_at, wind_speed FROM weather)
SELECT d.sched_dep, d.carrier, coalesce(r.wind_speed, 0) AS wind, d.arr_delay > 15 AS is_late FROM departures d ASOF LEFT JOIN readings r ON r.station = d.origin AND d.as_of >= r.read_at;
