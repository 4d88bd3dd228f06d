-- LEAK unnest in from of list
CREATE TABLE l AS SELECT tailnum, list(arr_delay ORDER BY flight) AS ds FROM flights GROUP BY tailnum;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay']) PREDICT AT NONE AS SELECT f.carrier, u.x AS d, f.arr_delay FROM flights f JOIN l ON l.tailnum=f.tailnum, unnest(l.ds) AS u(x);
---
-- LEAK S7 by IN subquery
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, distance, arr_delay>15 AS late FROM flights WHERE flight IN (SELECT flight FROM flights WHERE arr_delay > 60);
---
-- LEAK S7 by inner join
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT f.carrier, f.distance, f.arr_delay>15 AS late FROM flights f JOIN (SELECT DISTINCT flight, sched_dep FROM flights WHERE arr_delay > 60) g USING (flight, sched_dep);
---
-- LEAK semi join
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT f.carrier, f.distance, f.arr_delay>15 AS late FROM flights f SEMI JOIN (SELECT flight FROM flights WHERE arr_delay > 60) g USING (flight);
---
-- CLEAN recursive hierarchy
CREATE TABLE chain AS WITH RECURSIVE c AS (SELECT firm, year, value, 1 AS depth FROM firms WHERE year = 1935 UNION ALL SELECT f.firm, f.year, f.value, c.depth + 1 FROM firms f JOIN c ON f.firm = c.firm AND f.year = c.year + 1) SELECT * FROM c;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['value']) PREDICT AT NONE AS SELECT year, depth, value FROM chain;
---
-- LEAK recursive copies
CREATE TABLE chain AS WITH RECURSIVE c AS (SELECT AGE, INCOME, OWNRENT, 1 AS k FROM cards UNION ALL SELECT AGE, INCOME, OWNRENT, k + 1 FROM c WHERE k < 4) SELECT * FROM c;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['OWNRENT']) PREDICT AT NONE AS SELECT AGE, INCOME, OWNRENT FROM chain;
---
-- LEAK top n by label
CREATE VIEW worst AS SELECT tailnum, flight FROM flights ORDER BY arr_delay DESC, flight, sched_dep LIMIT 100;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, tailnum IN (SELECT tailnum FROM worst) AS bad, arr_delay>15 AS late FROM flights;
---
-- LEAK whole row hash
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, length(to_json(f)::VARCHAR) AS n, arr_delay>15 AS late FROM flights f;
---
-- LEAK cross join select union
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['OWNRENT']) PREDICT AT NONE AS SELECT AGE, INCOME, OWNRENT FROM cards CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) t;
---
-- CLEAN cohort min
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, date_diff('day', min(sched_dep) OVER (PARTITION BY tailnum), sched_dep) AS age, arr_delay>15 AS late FROM flights;
---
-- CLEAN cohort joined
CREATE TABLE first_seen AS SELECT tailnum, min(sched_dep) AS first_dep FROM flights GROUP BY tailnum;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, date_diff('day', s.first_dep, f.sched_dep) AS age, f.arr_delay>15 AS late FROM flights f JOIN first_seen s USING (tailnum);
---
-- CLEAN rn join
CREATE TABLE n AS SELECT firm, year, invest, value, row_number() OVER (PARTITION BY firm ORDER BY year) AS rn FROM firms;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT a.firm, b.invest AS last_invest, a.invest FROM n a LEFT JOIN n b ON b.firm = a.firm AND b.rn = a.rn - 1;
---
-- CLEAN params values
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['later']) KEY (tailnum) PREDICT AT NONE AS WITH p(cutoff) AS (VALUES (TIMESTAMP '2013-01-15')) SELECT f.tailnum, avg(f.arr_delay) FILTER (WHERE f.sched_dep < p.cutoff) AS early, avg(f.arr_delay) FILTER (WHERE f.sched_dep >= p.cutoff) AS later FROM flights f, p GROUP BY f.tailnum;
---
-- CLEAN params select
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['later']) KEY (tailnum) PREDICT AT NONE AS WITH p AS (SELECT TIMESTAMP '2013-01-15' AS cutoff), e AS (SELECT tailnum, avg(arr_delay) AS early FROM flights, p WHERE sched_dep < cutoff GROUP BY 1), l AS (SELECT tailnum, avg(arr_delay) AS later FROM flights, p WHERE sched_dep >= cutoff GROUP BY 1) SELECT e.tailnum, e.early, l.later FROM e JOIN l USING (tailnum);
---
-- CLEAN timezone
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, w.temp, f.arr_delay>15 AS late FROM flights f ASOF LEFT JOIN weather w ON w.origin=f.origin AND w.time_hour <= timezone('UTC', timezone('UTC', f.sched_dep)) - INTERVAL 3 HOUR;
---
-- CLEAN timezone 2
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, w.temp, f.arr_delay>15 AS late FROM flights f LEFT JOIN weather w ON w.origin=f.origin AND date_diff('hour', w.time_hour, f.sched_dep) BETWEEN 4 AND 8;
---
-- CLEAN interval diff
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, avg(g.arr_delay) AS past, any_value(f.arr_delay>15 ORDER BY f.flight) AS late FROM flights f LEFT JOIN flights g ON g.tailnum=f.tailnum AND f.sched_dep - g.sched_dep > INTERVAL 2 DAY GROUP BY f.sched_dep, f.carrier, f.flight;
---
-- CLEAN not
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, (SELECT count(*) FROM flights g WHERE g.tailnum=f.tailnum AND NOT (g.sched_dep >= f.sched_dep - INTERVAL 2 DAY)) AS past, f.arr_delay>15 AS late FROM flights f;
---
-- LEAK hand accuracy
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['vote']) PREDICT AT NONE AS SELECT age, educ, vote FROM voters;
CREATE TABLE acc AS SELECT avg((predicted_vote = vote)::INT) AS accuracy FROM ML.PREDICT(MODEL m, (SELECT age, educ, vote FROM voters));
---
-- LEAK nested table macro
CREATE MACRO a() AS TABLE SELECT occupation, avg(affairs) AS usual FROM affairs GROUP BY occupation;
CREATE MACRO b() AS TABLE SELECT occupation, usual * 2 AS usual FROM a();
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['affairs']) PREDICT AT NONE AS SELECT a.age, m.usual, a.affairs FROM affairs a JOIN b() m USING (occupation);
---
-- LEAK from pivot
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['alcohol']) PREDICT AT NONE AS WITH p AS (FROM (SELECT hue, grower, alcohol FROM wines) PIVOT (avg(alcohol) FOR grower IN (0, 1, 2))) SELECT w.ash, p."0" AS z, w.alcohol FROM wines w JOIN p USING (hue);
---
-- CLEAN scd2 lead
CREATE TABLE dim AS SELECT firm, capital, year AS valid_from, lead(year) OVER (PARTITION BY firm ORDER BY year) AS valid_to FROM firms;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT f.value, d.capital, f.invest FROM firms f JOIN dim d ON d.firm=f.firm AND f.year > d.valid_from AND f.year <= coalesce(d.valid_to, 9999);
---
-- LEAK scaler outside transform
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['benign']) PREDICT AT NONE AS SELECT ML.STANDARD_SCALER(radius_mean) OVER () AS r, benign FROM tumours;
---
-- LEAK group label torn
CREATE TABLE labels AS SELECT tailnum, avg(arr_delay) > 10 AS bad_plane FROM flights GROUP BY tailnum;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['bad_plane']) PREDICT AT NONE AS SELECT f.carrier, f.distance, f.hour, l.bad_plane FROM flights f JOIN labels l USING (tailnum);
---
-- LEAK window label torn
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['bad_plane']) PREDICT AT NONE AS SELECT carrier, distance, hour, avg(arr_delay) OVER (PARTITION BY tailnum) > 10 AS bad_plane FROM flights;
---
-- LEAK unpivot siblings
CREATE TABLE long AS UNPIVOT (SELECT radius_mean, texture_mean, area_mean, benign FROM tumours) ON radius_mean, texture_mean, area_mean INTO NAME measure VALUE reading;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['benign']) PREDICT AT NONE AS SELECT measure, reading, benign FROM long;
---
-- LEAK split by label
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['vote'], data_split_method='CUSTOM', data_split_col='part') PREDICT AT NONE AS SELECT age, educ, vote, vote = 1 AND age > 40 AS part FROM voters;
---
-- CLEAN struct fields
CREATE TABLE packed AS SELECT struct_pack(a := distance, d := arr_delay) AS facts, {'h': hour, 'c': carrier} AS feats, arr_delay > 15 AS is_late FROM flights;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['is_late']) PREDICT AT NONE AS SELECT feats.h AS h, facts.a AS a, feats['c'] AS c, is_late FROM packed;
---
-- CLEAN age label
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['dur']) PREDICT AT NONE AS SELECT hour(sched_dep) AS h, dayofweek(sched_dep) AS dow, carrier, epoch(age(left_at, sched_dep)) AS dur FROM flights;
---
-- CLEAN sample seeded
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['vote']) PREDICT AT NONE AS SELECT age, educ, vote FROM voters USING SAMPLE 10 PERCENT (bernoulli, 42);
---
-- LEAK lateral comma
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay']) PREDICT AT NONE AS SELECT f.carrier, h.n, f.arr_delay FROM flights f, LATERAL (SELECT max(g.arr_delay) AS n FROM flights g WHERE g.tailnum = f.tailnum AND g.flight <> f.flight) h;
---
-- LEAK any subquery
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, distance > ALL (SELECT g.distance FROM flights g WHERE g.arr_delay > 100) AS far, arr_delay>15 AS late FROM flights;
---
-- LEAK leave one out
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT value, (sum(invest) OVER (PARTITION BY firm) - invest) / (count(*) OVER (PARTITION BY firm) - 1) AS loo, invest FROM firms;
---
-- LEAK map/list agg of label
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS WITH h AS (SELECT carrier, map_from_entries(list((dest, arr_delay) ORDER BY dest, flight)) AS mm FROM flights GROUP BY carrier) SELECT f.carrier, f.hour, element_at(h.mm, f.dest)[1] AS x, f.arr_delay>15 AS late FROM flights f JOIN h USING (carrier);
---
-- LEAK positional
CREATE VIEW s AS SELECT arr_delay AS z FROM flights ORDER BY flight, sched_dep, carrier, origin;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT f.carrier, s.z, f.arr_delay>15 AS late FROM flights f POSITIONAL JOIN s;
---
-- LEAK natural join
CREATE VIEW s AS SELECT tailnum, avg(arr_delay) AS z FROM flights GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, z, arr_delay>15 AS late FROM flights NATURAL JOIN s;
---
-- LEAK having
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['mean_delay']) PREDICT AT NONE KEY (tailnum) AS SELECT tailnum, avg(distance) AS d, avg(arr_delay) AS mean_delay FROM flights GROUP BY tailnum HAVING avg(arr_delay) > 0;
---
-- CLEAN having count
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['mean_delay']) PREDICT AT NONE KEY (tailnum) AS SELECT tailnum, avg(distance) AS d, avg(arr_delay) AS mean_delay FROM flights GROUP BY tailnum HAVING count(arr_delay) > 5 AND count(*) > 5;
---
-- LEAK undersample by row_number partition by label
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['vote']) PREDICT AT NONE AS SELECT age, educ, vote FROM voters QUALIFY row_number() OVER (PARTITION BY vote ORDER BY hash(age, educ, PID, income, popul)) <= 200;
---
-- LEAK except label
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT f.carrier, f.hour, f.arr_delay>15 AS late FROM flights f WHERE f.tailnum NOT IN (SELECT tailnum FROM planes EXCEPT SELECT tailnum FROM flights WHERE arr_delay > 60);
---
-- CLEAN json fields
CREATE TABLE ev AS SELECT tailnum, json_object('c', carrier, 'd', arr_delay)::VARCHAR AS payload FROM flights;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['is_tech']) PREDICT AT NONE AS SELECT model->>'$.maker' AS maker, model->>'$.kind' = 'tech' AS is_tech, seats FROM planes;
---
-- LEAK json fields
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['is_tech']) PREDICT AT NONE AS SELECT model->>'$.kind' AS maker, model->>'$.kind' = 'tech' AS is_tech, seats FROM planes;
---
-- CLEAN sessionisation past only
CREATE TABLE g AS SELECT tailnum, sched_dep, carrier, arr_delay, CASE WHEN sched_dep - lag(sched_dep) OVER w > INTERVAL 12 HOUR OR lag(sched_dep) OVER w IS NULL THEN 1 ELSE 0 END AS starts FROM flights WINDOW w AS (PARTITION BY tailnum ORDER BY sched_dep);
CREATE TABLE ss AS SELECT *, sum(starts) OVER (PARTITION BY tailnum ORDER BY sched_dep ROWS UNBOUNDED PRECEDING) AS session_no FROM g;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, starts, row_number() OVER (PARTITION BY tailnum, session_no ORDER BY sched_dep) AS leg, arr_delay>15 AS late FROM ss;
---
-- LEAK session length
CREATE TABLE g AS SELECT tailnum, sched_dep, carrier, arr_delay, CASE WHEN sched_dep - lag(sched_dep) OVER w > INTERVAL 12 HOUR OR lag(sched_dep) OVER w IS NULL THEN 1 ELSE 0 END AS starts FROM flights WINDOW w AS (PARTITION BY tailnum ORDER BY sched_dep);
CREATE TABLE ss AS SELECT *, sum(starts) OVER (PARTITION BY tailnum ORDER BY sched_dep ROWS UNBOUNDED PRECEDING) AS session_no FROM g;
CREATE TABLE sl AS SELECT tailnum, session_no, count(*) AS legs FROM ss GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT ss.sched_dep, ss.carrier, sl.legs, ss.arr_delay>15 AS late FROM ss JOIN sl USING (tailnum, session_no);
---
-- CLEAN features at time
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, f.arr_delay>15 AS late, year(f.sched_dep) * 100 + month(f.sched_dep) AS ym, strftime(f.sched_dep, '%H') AS hh FROM flights f;
---
-- CLEAN month before by strftime
CREATE TABLE monthly AS SELECT tailnum, date_trunc('month', sched_dep) AS mon, avg(arr_delay) AS d FROM flights GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, h.d, f.arr_delay>15 AS late FROM flights f LEFT JOIN monthly h ON h.tailnum=f.tailnum AND h.mon = date_trunc('month', f.sched_dep) - INTERVAL 1 MONTH;
---
-- LEAK same month
CREATE TABLE monthly AS SELECT tailnum, date_trunc('month', sched_dep) AS mon, avg(arr_delay) AS d FROM flights GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, h.d, f.arr_delay>15 AS late FROM flights f LEFT JOIN monthly h ON h.tailnum=f.tailnum AND h.mon = date_trunc('month', f.sched_dep);
---
-- CLEAN label group by PK
CREATE TABLE per_flight AS SELECT flight, sched_dep, origin, carrier, max(distance) AS distance, max(arr_delay) AS arr_delay FROM flights GROUP BY flight, sched_dep, origin, carrier;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, distance, arr_delay > 15 AS late FROM per_flight;
---
-- CLEAN grid params month ends
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['flies']) KEY (tailnum, d) PREDICT AT d AS WITH ends AS (SELECT unnest([TIMESTAMP '2013-01-10', TIMESTAMP '2013-01-20']) AS d), base AS (SELECT p.tailnum, e.d FROM planes p CROSS JOIN ends e), past AS (SELECT b.tailnum, b.d, count(f.flight) AS n FROM base b LEFT JOIN flights f ON f.tailnum = b.tailnum AND f.sched_dep < b.d GROUP BY ALL), fut AS (SELECT b.tailnum, b.d, count(f.flight) > 0 AS flies FROM base b LEFT JOIN flights f ON f.tailnum = b.tailnum AND f.sched_dep >= b.d AND f.sched_dep < b.d + INTERVAL 7 DAY GROUP BY ALL) SELECT tailnum, d, n, flies FROM past JOIN fut USING (tailnum, d);
---
-- CLEAN macro subquery bounded
CREATE MACRO past_delay(t, ts) AS (SELECT avg(h.arr_delay) FROM flights h WHERE h.tailnum = t AND h.sched_dep < ts - INTERVAL 2 DAY);
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, past_delay(f.tailnum, f.sched_dep) AS pd, f.arr_delay > 15 AS late FROM flights f;
---
-- CLEAN entity features at time
CREATE VIEW fs AS SELECT origin AS entity_id, time_hour AS feature_timestamp, temp, wind_speed FROM weather;
CREATE VIEW et AS SELECT origin AS entity_id, sched_dep - INTERVAL 3 HOUR AS time, sched_dep, carrier, arr_delay FROM flights;
CREATE TABLE got AS SELECT * FROM ML.ENTITY_FEATURES_AT_TIME(TABLE fs, (SELECT entity_id, time FROM et), num_rows => 1, ignore_feature_nulls => FALSE);
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT e.sched_dep, e.carrier, g.temp, e.arr_delay > 15 AS late FROM et e JOIN got g ON g.entity_id = e.entity_id AND g.feature_timestamp = e.time;
---
-- CLEAN rfm
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['comes_back']) KEY (tailnum) PREDICT AT NONE AS WITH a AS (SELECT *, sched_dep < TIMESTAMP '2013-01-20' AS is_past FROM flights) SELECT tailnum, date_diff('day', max(sched_dep) FILTER (WHERE is_past), TIMESTAMP '2013-01-20') AS recency, count(*) FILTER (WHERE is_past) AS frequency, count(*) FILTER (WHERE NOT is_past) > 0 AS comes_back FROM a GROUP BY tailnum;
---
-- CLEAN incremental dedupe staging
CREATE TABLE stg AS WITH src AS (SELECT * FROM flights), renamed AS (SELECT carrier AS airline_code, flight AS flight_no, origin AS from_airport, dest AS to_airport, sched_dep AS departs_at, distance AS miles, arr_delay AS arrival_delay FROM src), deduped AS (SELECT * FROM renamed QUALIFY row_number() OVER (PARTITION BY airline_code, flight_no, departs_at, from_airport ORDER BY miles) = 1) SELECT * FROM deduped;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT departs_at - INTERVAL 1 HOUR AS SELECT departs_at, airline_code, from_airport, to_airport, miles, arrival_delay > 15 AS late FROM stg;
---
-- CLEAN case label buckets window past
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['up']) PREDICT AT NONE AS SELECT unemp, unemp - lag(unemp) OVER w AS d1, stddev(unemp) OVER (w ROWS BETWEEN 8 PRECEDING AND CURRENT ROW) AS vol, CASE WHEN lead(unemp) OVER w > unemp THEN 1 ELSE 0 END AS up FROM macro WINDOW w AS (ORDER BY year, quarter);
---
-- CLEAN percent_of_capacity with dimension averaged
CREATE TABLE by_maker AS SELECT manufacturer, avg(seats) AS usual_seats FROM planes GROUP BY manufacturer;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, p.seats / b.usual_seats AS size, f.arr_delay > 15 AS late FROM flights f JOIN planes p USING (tailnum) JOIN by_maker b USING (manufacturer);
---
-- LEAK current snapshot attributes
CREATE TABLE latest AS SELECT DISTINCT ON (origin) origin, temp FROM weather ORDER BY origin, time_hour DESC;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.carrier, l.temp, f.arr_delay > 15 AS late FROM flights f JOIN latest l USING (origin);
---
-- LEAK noise added
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT value, invest + (hash(firm, year) % 100) / 10.0 AS noisy, invest FROM firms;
---
-- LEAK ntile of label bucket via case join
CREATE TABLE b AS SELECT firm, year, ntile(4) OVER (ORDER BY invest) AS q FROM firms;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT f.value, b.q, f.invest FROM firms f JOIN b USING (firm, year);
---
-- CLEAN label quantile threshold label only
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['top']) PREDICT AT NONE AS SELECT value, capital, invest > (SELECT median(invest) FROM firms) AS top FROM firms;
---
-- CLEAN anti join of test accounts
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT f.carrier, f.hour, f.arr_delay > 15 AS late FROM flights f ANTI JOIN (SELECT tailnum FROM planes WHERE seats < 10) p ON p.tailnum = f.tailnum;
---
-- CLEAN inner join to last delay-bearing history
CREATE TABLE h AS SELECT f.flight, f.sched_dep, f.carrier, f.origin, max(g.sched_dep) AS last_dep FROM flights f JOIN flights g ON g.tailnum = f.tailnum AND g.sched_dep < f.sched_dep - INTERVAL 1 DAY AND g.arr_delay > 30 GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT f.sched_dep, f.hour, date_diff('day', h.last_dep, f.sched_dep) AS since, f.arr_delay > 15 AS late FROM flights f LEFT JOIN h USING (flight, sched_dep, carrier, origin);
---
-- CLEAN churn by case
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['comes_back']) KEY (tailnum) PREDICT AT NONE AS SELECT tailnum, sum(CASE WHEN sched_dep < TIMESTAMP '2013-01-20' THEN 1 ELSE 0 END) AS n, sum(CASE WHEN sched_dep < TIMESTAMP '2013-01-20' THEN distance ELSE 0 END) AS dist, max(CASE WHEN sched_dep >= TIMESTAMP '2013-01-20' THEN 1 ELSE 0 END) AS comes_back FROM flights GROUP BY tailnum;
---
-- LEAK complement
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['late_share']) KEY (tailnum) PREDICT AT NONE AS SELECT tailnum, avg(CASE WHEN arr_delay <= 15 THEN 1 ELSE 0 END) AS n, avg(CASE WHEN arr_delay > 15 THEN 1 ELSE 0 END) AS late_share FROM flights GROUP BY tailnum;
---
-- LEAK as many of each answer by number, in the order of time
CREATE TABLE evened AS SELECT carrier, distance, sched_dep, arr_delay > 15 AS late FROM flights QUALIFY row_number() OVER (PARTITION BY arr_delay > 15 ORDER BY sched_dep) <= 400;
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, distance, late FROM evened;
---
-- CLEAN a share of the rows of each answer
CREATE TABLE fewer AS SELECT carrier, distance, sched_dep, arr_delay > 15 AS late FROM flights QUALIFY row_number() OVER (PARTITION BY arr_delay > 15 ORDER BY sched_dep) <= 0.2 * count(*) OVER (PARTITION BY arr_delay > 15);
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, distance, late FROM fewer;
---
-- CLEAN every fifth row of each answer judges
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late'], data_split_method='CUSTOM', data_split_col='is_judged') PREDICT AT NONE AS SELECT carrier, distance, arr_delay > 15 AS late, row_number() OVER (PARTITION BY arr_delay > 15 ORDER BY sched_dep, flight) % 5 = 0 AS is_judged FROM flights;
---
-- LEAK last value within the partition of the answer
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, lag(distance) OVER (PARTITION BY arr_delay > 15 ORDER BY sched_dep) AS last_distance, arr_delay > 15 AS late FROM flights;
---
-- CLEAN a cut that other rows choose, by the first of all
CREATE VIEW halves AS SELECT carrier, distance, sched_dep, arr_delay, hash(tailnum) % 2 = 0 AS is_trial FROM flights;
CREATE TABLE cut AS SELECT c.x, avg(arr_delay) FILTER (WHERE distance > c.x) AS gap FROM halves CROSS JOIN (VALUES (500), (1000), (1500)) AS c(x) WHERE is_trial GROUP BY c.x QUALIFY row_number() OVER (ORDER BY gap DESC, c.x) = 1;
CREATE TABLE flown AS SELECT h.carrier, h.distance > c.x AS is_far, h.sched_dep, h.arr_delay > 15 AS late FROM halves h CROSS JOIN cut c WHERE NOT h.is_trial AND h.carrier = 'AA';
CREATE MODEL m OPTIONS (model_type='LOGISTIC_REG', input_label_cols=['late']) PREDICT AT NONE AS SELECT carrier, late FROM flown;
---
-- CLEAN calendar columns make the same time
CREATE TABLE usual AS SELECT year, month, avg(ipcem) OVER (PARTITION BY month ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS x FROM cement;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['ipcem']) PREDICT AT month_start AS SELECT c.month_start, u.x, c.ipcem FROM cement c JOIN usual u USING (year, month);
---
-- LEAK a backtest that begins before the model ends
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['ipcem']) PREDICT AT month_start AS SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x, ipcem FROM cement WHERE year <= 1980;
CREATE TABLE report AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x, ipcem FROM cement WHERE year BETWEEN 1978 AND 1988));
---
-- CLEAN a backtest of later years
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['ipcem']) PREDICT AT month_start AS SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x, ipcem FROM cement WHERE year <= 1980;
CREATE TABLE report AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x, ipcem FROM cement WHERE year BETWEEN 1981 AND 1988));
---
-- CLEAN a frame of a named window
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT firm, avg(invest) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before, invest FROM firms WINDOW w AS (PARTITION BY firm ORDER BY year);
---
-- LEAK a frame of a named window that runs on
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT firm, avg(invest) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS around, invest FROM firms WINDOW w AS (PARTITION BY firm ORDER BY year);
---
-- CLEAN the first of each thing by name, whatever its order
CREATE VIEW twins AS SELECT a.firm, b.firm AS twin FROM firms a JOIN firms b ON b.year = a.year AND b.firm <> a.firm WHERE a.year <= 1944 GROUP BY a.firm, b.firm QUALIFY row_number() OVER (PARTITION BY a.firm ORDER BY corr(a.invest, b.invest) DESC, b.firm) = 1;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest']) PREDICT AT NONE AS SELECT f.firm, f.year, f.invest FROM firms f JOIN twins t ON t.firm = f.firm WHERE f.year > 1944;
---
-- CLEAN two loads of which one row of each thing stays, by number
CREATE VIEW loads AS SELECT firm, year, value, capital, invest, 1 AS load FROM firms UNION ALL SELECT firm, year, value, capital, invest, 2 FROM firms;
CREATE TABLE one AS SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY firm, year ORDER BY load DESC) AS rn FROM loads) WHERE rn = 1;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') KEY (firm, year) PREDICT AT NONE AS SELECT firm, year, value, capital, invest FROM one;
---
-- LEAK two loads of which one row of each load stays
CREATE VIEW loads AS SELECT firm, year, value, capital, invest, 1 AS load FROM firms UNION ALL SELECT firm, year, value, capital, invest, 2 FROM firms;
CREATE TABLE one AS SELECT * FROM loads QUALIFY row_number() OVER (PARTITION BY firm, year, load ORDER BY value) = 1;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT value, capital, invest FROM one;
---
-- CLEAN a union of rows that are written alike
CREATE TABLE exported AS SELECT firm, round(value) AS value, capital, invest FROM firms UNION SELECT firm, round(value) AS value, capital, invest FROM firms WHERE year > 1940;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT firm, value, capital, invest FROM exported;
---
-- LEAK a union of rows that are rounded differently
CREATE TABLE exported AS SELECT firm, round(value) AS value, capital, invest FROM firms UNION SELECT firm, round(value, 1) AS value, capital, invest FROM firms WHERE year > 1940;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT firm, value, capital, invest FROM exported;
---
-- LEAK texts differ by capital letters
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='NO_SPLIT') PREDICT AT NONE AS SELECT value, capital, invest FROM firms WHERE firm <> 'ibm';
CREATE TABLE report AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT value, capital, invest FROM firms WHERE firm = 'IBM'));
---
-- LEAK a preparation that was fitted on all rows
CREATE MODEL prep TRANSFORM (ML.STANDARD_SCALER(value) OVER () AS value) OPTIONS (model_type = 'TRANSFORM_ONLY') PREDICT AT NONE AS SELECT value FROM firms;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT value, invest FROM ML.TRANSFORM(MODEL prep, TABLE firms);
---
-- CLEAN a preparation without the rows that judge
CREATE VIEW f AS SELECT *, year > 1950 AS is_test FROM firms;
CREATE MODEL prep TRANSFORM (ML.STANDARD_SCALER(value) OVER () AS value) OPTIONS (model_type = 'TRANSFORM_ONLY') PREDICT AT NONE AS SELECT value FROM f WHERE NOT is_test;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='CUSTOM', data_split_col='is_test') PREDICT AT NONE AS SELECT value, invest, is_test FROM ML.TRANSFORM(MODEL prep, TABLE f);
---
-- CLEAN copies on the other side of a flag
CREATE VIEW filled AS SELECT carrier, distance, sched_dep, arr_delay, FALSE AS is_filled FROM flights UNION ALL SELECT * REPLACE (sched_dep + INTERVAL 7 DAY AS sched_dep), TRUE FROM (SELECT carrier, distance, sched_dep, arr_delay FROM flights);
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay']) PREDICT AT NONE AS SELECT carrier, distance, arr_delay FROM filled WHERE NOT is_filled;
---
-- LEAK copies of the side of a flag that stays
CREATE VIEW filled AS SELECT carrier, distance, arr_delay, FALSE AS is_filled FROM flights UNION ALL SELECT carrier, distance, arr_delay, FALSE FROM flights;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT carrier, distance, arr_delay FROM filled WHERE NOT is_filled;
---
-- LEAK clusters of all distinct rows
CREATE TABLE base AS SELECT DISTINCT value, capital, invest, year > 1950 AS is_test FROM firms;
CREATE MODEL prep OPTIONS (model_type = 'KMEANS', num_clusters = 3) PREDICT AT NONE AS SELECT value, capital FROM base;
CREATE TABLE parted AS SELECT CAST(centroid_id AS VARCHAR) AS part, capital, invest, is_test FROM ML.PREDICT(MODEL prep, TABLE base);
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='CUSTOM', data_split_col='is_test') PREDICT AT NONE AS SELECT * FROM parted;
---
-- LEAK a backtest of predictions that are joined to the answers
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['ipcem']) PREDICT AT month_start AS SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x, ipcem FROM cement WHERE year >= 1970;
CREATE TABLE report AS WITH p AS (SELECT month_start, predicted_ipcem FROM ML.PREDICT(MODEL m, (SELECT month_start, lag(ipcem, 4) OVER (ORDER BY month_start) AS x FROM cement WHERE year BETWEEN 1970 AND 1988))) SELECT avg(abs(c.ipcem - p.predicted_ipcem)) AS error FROM p JOIN cement c USING (month_start);
---
-- LEAK half of the days that were learned
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, arr_delay FROM flights WHERE sched_dep >= TIMESTAMP '2013-01-08 00:00:00' AND sched_dep < TIMESTAMP '2013-01-22 00:00:00';
CREATE TABLE report AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT sched_dep, carrier, arr_delay FROM flights WHERE sched_dep >= TIMESTAMP '2013-01-15 00:00:00' AND sched_dep < TIMESTAMP '2013-01-22 00:00:00'));
---
-- CLEAN the last days of those that were learned
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['arr_delay']) PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, arr_delay FROM flights WHERE sched_dep >= TIMESTAMP '2013-01-08 00:00:00' AND sched_dep < TIMESTAMP '2013-01-22 00:00:00';
CREATE TABLE report AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT sched_dep, carrier, arr_delay FROM flights WHERE sched_dep >= TIMESTAMP '2013-01-20 00:00:00' AND sched_dep < TIMESTAMP '2013-01-22 00:00:00'));
---
-- CLEAN rows drawn by a hash of the whole row, with statistics of the others
CREATE VIEW f AS SELECT *, hash(value, capital, invest) % 4 = 0 AS is_test FROM firms;
CREATE VIEW u AS SELECT value, capital, invest, is_test FROM f UNION ALL SELECT value * 1.01, capital, invest, is_test FROM f WHERE NOT is_test;
CREATE TABLE kept AS SELECT abs(corr(invest, value)) > 0.3 AS keep FROM f WHERE NOT is_test;
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='CUSTOM', data_split_col='is_test') PREDICT AT NONE AS SELECT CASE WHEN k.keep THEN u.value END AS value, u.invest, u.is_test FROM u CROSS JOIN kept k;
---
-- LEAK groups made of a thing and a time
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_group_cols=['code']) PREDICT AT NONE AS SELECT md5(concat_ws('#', firm, year)) AS code, value, capital, invest FROM firms;
---
-- CLEAN groups made of a thing
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_group_cols=['code']) PREDICT AT NONE AS SELECT md5(concat_ws('#', firm, 'x')) AS code, value, capital, invest FROM firms;
---
-- CLEAN copies by weight that the split keeps together
CREATE TABLE weighed AS SELECT firm, year, value, capital, invest FROM firms, range(CAST(1 + value // 2000 AS BIGINT)) AS c(copy);
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_group_cols=['firm']) PREDICT AT NONE AS SELECT firm, value, capital, invest FROM weighed;
---
-- LEAK copies by weight at random
CREATE TABLE weighed AS SELECT firm, year, value, capital, invest FROM firms, range(CAST(1 + value // 2000 AS BIGINT)) AS c(copy);
CREATE MODEL m OPTIONS (model_type='LINEAR_REG', input_label_cols=['invest'], data_split_method='RANDOM') PREDICT AT NONE AS SELECT firm, value, capital, invest FROM weighed;
