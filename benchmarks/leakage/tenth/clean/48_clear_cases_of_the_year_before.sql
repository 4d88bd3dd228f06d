-- Districts in the middle third of the tests of the year before are left out, from learning and from judging; these
-- tests are known when the year's prediction is made.
CREATE TABLE district_ranks AS
SELECT distid, year, year_open, lunch, enrol, ptr, rexpp, avgsal, math4_1, math4 >= 60 AS passes,
  ntile_of_tests
FROM (
  SELECT *, ceil(3 * cume_dist() OVER (PARTITION BY year ORDER BY math4_1)) AS ntile_of_tests
  FROM districts
  WHERE math4_1 IS NOT NULL
)
WHERE ntile_of_tests <> 2;

CREATE MODEL clear_passes
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['passes'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * EXCLUDE (ntile_of_tests) FROM district_ranks;
