-- Every constraint, and every way in which one may be violated.
CREATE TABLE "Odd name" (
  *,
  id BIGINT PRIMARY KEY ON VIOLATION KEEP FIRST BY loaded_at LIMIT 2 PERCENT,
  carrier NOT NULL UNIQUE,
  dest REFERENCES airports (faa) ON VIOLATION WARN,
  CONSTRAINT one_a_day UNIQUE (id, day) ON VIOLATION DROP ROW KEEP LAST BY day,
  PRIMARY KEY (id, carrier) ON VIOLATION FAIL,
  FOREIGN KEY (a, b) REFERENCES shop.parents (x, y),
  CONSTRAINT sane_distance EXPECT (distance > 0 AND f(a, ')') = 1) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT,
  CHECK (arr_delay > -180)
)
OPTIONS (tags = ['daily', 'core'], description = 'it''s a table')
KNOWN AT day + INTERVAL 1 DAY
AS WITH x AS (SELECT 1) SELECT * FROM x;

CREATE TABLE plain AS FROM t@run41 SELECT *;
CREATE TABLE contract (a INTEGER, b VARCHAR NOT NULL) AS (SELECT 1 AS a, 'x' AS b);
