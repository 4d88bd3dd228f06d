-- L1.1, S9: the backtest takes the last four years, and the model was given all years up to 1997, so the
-- first of the four were learned from.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, ptr, expp, math4 FROM districts WHERE math4 IS NOT NULL;

CREATE TABLE mart_learning AS SELECT * FROM stg_districts WHERE year <= 1997;
CREATE TABLE mart_backtest AS SELECT * FROM stg_districts WHERE year BETWEEN 1995 AND 1998;

CREATE MODEL math_results
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_learning;

CREATE TABLE rpt_backtest AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL math_results, TABLE mart_backtest);
