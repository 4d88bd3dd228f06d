-- Features of three years, the answer of the year after, by CASE on the year.
CREATE TABLE per_route AS
SELECT id, max(dist) AS dist, avg(CASE WHEN year < 2000 THEN fare END) AS fare_before, max(CASE WHEN year = 1999 THEN passen END) AS passengers, max(CASE WHEN year = 2000 THEN fare END) AS fare_2000 FROM fares GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare_2000']) KEY (id) PREDICT AT NONE AS SELECT id, dist, fare_before, passengers, fare_2000 FROM per_route;
