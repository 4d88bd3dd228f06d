-- accidents of a month from the calendar, the laws and the same month of the year before.
CREATE VIEW accident_months AS
SELECT t, month_start, wkends, spdlaw, beltlaw, month(month_start) AS month_of_year,
  lag(totacc, 12) OVER (ORDER BY t) AS a_year_ago,
  lag(unem, 4) OVER (ORDER BY t) AS unem_4,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
KEY (t)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM accident_months WHERE a_year_ago IS NOT NULL;
