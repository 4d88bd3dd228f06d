-- One row a scheduled flight: what is known an hour before it leaves, and whether it came late.
CREATE TABLE departures (
  *,
  flight_key PRIMARY KEY,
  carrier NOT NULL,
  dest REFERENCES airports (faa) ON VIOLATION WARN,
  CONSTRAINT sane_distance EXPECT (distance > 50) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT,
  CONSTRAINT sane_delay CHECK (arr_delay > -180),
  CONSTRAINT sane_schedule CHECK (hour BETWEEN 0 AND 24 AND weekday BETWEEN 0 AND 6 AND sched_arr_time BETWEEN 0 AND 2400),
  CONSTRAINT sane_seats CHECK (seats BETWEEN 1 AND 900) ON VIOLATION WARN
) AS
SELECT
  f.carrier || '-' || f.flight || '-' || f.origin || '-' || strftime(f.sched_dep, '%Y%m%d%H%M') AS flight_key,
  f.sched_dep,
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  f.hour,
  dayofweek(f.sched_dep - INTERVAL 5 HOUR) AS weekday,
  f.sched_arr_time,
  p.year AS plane_year,
  p.manufacturer,
  p.seats,
  w.temp,
  w.dewp,
  w.humid,
  w.wind_dir,
  w.wind_speed,
  w.precip,
  w.pressure,
  w.visib,
  f.arr_delay,
  f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN planes AS p ON p.tailnum = f.tailnum
ASOF LEFT JOIN clean_weather AS w
  ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR;

ASSERT (SELECT count(*) FROM departures) > 150000 AS 'a normal load';
ASSERT (SELECT count(temp) / count(*) FROM departures) > 0.99 AS 'nearly every flight finds its weather';
