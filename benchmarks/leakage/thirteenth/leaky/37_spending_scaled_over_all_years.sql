-- L1.2, S4 or S5: minimum and maximum of spending, salaries and enrolment are over all years, the years after the prediction included.
CREATE VIEW district_features AS
SELECT
  distid, year, year_open, lunch, math4_1,
  (expp - min(expp) OVER ()) / (max(expp) OVER () - min(expp) OVER ()) AS expp_scaled,
  (avgsal - min(avgsal) OVER ()) / (max(avgsal) OVER () - min(avgsal) OVER ()) AS avgsal_scaled,
  (lenrol - min(lenrol) OVER ()) / (max(lenrol) OVER () - min(lenrol) OVER ()) AS lenrol_scaled,
  math4
FROM districts
WHERE math4_1 IS NOT NULL;

CREATE MODEL pass_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 31 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_features;
