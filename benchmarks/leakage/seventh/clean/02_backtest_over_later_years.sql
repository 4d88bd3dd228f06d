-- Learning and backtest are two tables of one staging view, without a year in common: up to 1996, and
-- from 1997 on.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, ptr, expp, math4 FROM districts WHERE math4 IS NOT NULL;

CREATE TABLE mart_learning AS SELECT * FROM stg_districts WHERE year <= 1996;
CREATE TABLE mart_backtest AS SELECT * FROM stg_districts WHERE year BETWEEN 1997 AND 1998;

CREATE MODEL math_results
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_learning;

CREATE TABLE rpt_backtest AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL math_results, TABLE mart_backtest);
