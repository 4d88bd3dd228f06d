-- L1.3, S5 or S4: which measure of the weather becomes the feature is chosen by its correlation with the delays of all flights, also of the days judged on.
CREATE TABLE int_flights_weather AS
SELECT f.sched_dep, f.carrier, f.origin, f.distance, f.dep_delay, w.wind_speed, w.visib, w.humid, w.temp
FROM flights AS f
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 4 HOUR
WHERE f.dep_delay IS NOT NULL;

CREATE TABLE cfg_best_measure AS
SELECT measure, r
FROM (
  UNPIVOT (
    SELECT abs(corr(wind_speed, dep_delay)) AS wind_speed, abs(corr(visib, dep_delay)) AS visib,
      abs(corr(humid, dep_delay)) AS humid, abs(corr(temp, dep_delay)) AS temp
    FROM int_flights_weather
  ) ON wind_speed, visib, humid, temp INTO NAME measure VALUE r
)
QUALIFY row_number() OVER (ORDER BY r DESC, measure) = 1;

CREATE MODEL delay
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_delayed'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT i.sched_dep, i.carrier, i.origin, i.distance, i.dep_delay > 15 AS is_delayed,
  CASE b.measure WHEN 'wind_speed' THEN i.wind_speed WHEN 'visib' THEN i.visib WHEN 'humid' THEN i.humid ELSE i.temp END
    AS weather_signal
FROM int_flights_weather AS i CROSS JOIN cfg_best_measure AS b;
