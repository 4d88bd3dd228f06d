-- The smoothed production is a mean over six months that ends two months before the predicted one, and these were
-- all published by then.
CREATE VIEW stg_months AS
SELECT year, month, month_start, ipcem, milemp, rresc, rnonc, prccem FROM cement;

CREATE TABLE cement_smoothed AS
SELECT month_start, quarter(month_start) AS season,
  avg(ipcem) OVER around AS production, avg(rresc + rnonc) OVER around AS construction, avg(milemp) OVER around AS army,
  lag(prccem, 12) OVER (ORDER BY month_start) AS price_year_ago,
  ipcem > lag(ipcem, 12) OVER (ORDER BY month_start) AS grows
FROM stg_months
WINDOW around AS (ORDER BY month_start ROWS BETWEEN 7 PRECEDING AND 2 PRECEDING);

CREATE MODEL cement_grows
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['grows'])
KEY (month_start)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM cement_smoothed WHERE month_start >= TIMESTAMP '1965-01-01 00:00:00';
