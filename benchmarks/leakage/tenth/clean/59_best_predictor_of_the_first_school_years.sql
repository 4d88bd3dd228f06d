-- The figure of the district that becomes the feature is the one that went best with the share of passes in 1993 and
-- 1994, whose tests were known long before the first prediction, in autumn 1995.
CREATE TABLE district_long AS
SELECT distid, year, 'expp' AS measure, expp AS value, math4 FROM districts
UNION ALL SELECT distid, year, 'rexpp', rexpp, math4 FROM districts
UNION ALL SELECT distid, year, 'enrol', enrol, math4 FROM districts;

CREATE TABLE chosen_measure AS
SELECT measure, abs(corr(value, math4)) AS strength
FROM district_long
WHERE year IN (1993, 1994)
GROUP BY measure
QUALIFY rank() OVER (ORDER BY abs(corr(value, math4)) DESC) = 1;

CREATE TABLE district_features AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.avgsal, d.math4_1, l.value AS chosen_value, d.math4
FROM districts AS d
JOIN district_long AS l ON l.distid = d.distid AND l.year = d.year
JOIN chosen_measure AS c ON c.measure = l.measure
WHERE d.year >= 1996;

CREATE MODEL math_share
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_features;
