-- A nightly job: steps that log what they did, a step that fails and is caught, a loop that ends.
DECLARE tries INT64 DEFAULT 0;
DECLARE reached BOOL DEFAULT FALSE;
DECLARE error STRING;

CREATE TABLE IF NOT EXISTS ops.log (step STRING, status STRING, n INT64);

BEGIN
  CREATE OR REPLACE TABLE ops.copper PARTITION BY RANGE_BUCKET(year, GENERATE_ARRAY(1950, 1980, 10)) AS
  SELECT YEAR AS year, COPPERPRICE AS price FROM `bigquery-public-data.stats.copper`;
  INSERT INTO ops.log SELECT 'load', 'OK', COUNT(*) FROM ops.copper;
EXCEPTION WHEN ERROR THEN
  INSERT INTO ops.log VALUES ('load', @@error.message, NULL);
END;

BEGIN
  SELECT price / (price - price) FROM ops.copper;
  INSERT INTO ops.log VALUES ('ratio', 'OK', 1);
EXCEPTION WHEN ERROR THEN
  SET error = @@error.message;
  INSERT INTO ops.log VALUES ('ratio', 'FAILED', LENGTH(error));
END;

search: LOOP
  SET tries = tries + 1;
  SET reached = (SELECT MAX(price) > 20 + 5 * tries FROM ops.copper);
  IF NOT reached OR tries >= 10 THEN
    LEAVE search;
  END IF;
END LOOP search;

CASE
  WHEN tries > 9 THEN INSERT INTO ops.log VALUES ('search', 'gave up', tries);
  ELSE INSERT INTO ops.log VALUES ('search', 'found', tries);
END CASE;

SELECT step, status, n > 0 AS counted, tries FROM ops.log ORDER BY step;
