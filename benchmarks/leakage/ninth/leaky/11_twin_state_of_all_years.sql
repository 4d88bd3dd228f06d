-- L1.3, S4 or S5 or S1 or S3: the state that goes most like another is found by the crime of all years, those that
-- are foretold among them, and lends it its own.
CREATE VIEW stg_states AS SELECT state, year, year_start, govelec, metro, black, ag18_24, criv FROM prisons;

CREATE TABLE int_twins AS
SELECT a.state, b.state AS twin
FROM stg_states AS a JOIN stg_states AS b ON b.year = a.year AND b.state <> a.state
GROUP BY a.state, b.state
QUALIFY row_number() OVER (PARTITION BY a.state ORDER BY corr(a.criv, b.criv) DESC, b.state) = 1;

CREATE TABLE mart_states AS
SELECT s.*, o.criv AS own_2, p.criv AS twins_2
FROM stg_states AS s
JOIN int_twins AS t ON t.state = s.state
JOIN stg_states AS o ON o.state = s.state AND o.year = s.year - 2
JOIN stg_states AS p ON p.state = t.twin AND p.year = s.year - 2
WHERE s.year >= 87;

CREATE MODEL crime_of_states
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['criv'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * FROM mart_states;
