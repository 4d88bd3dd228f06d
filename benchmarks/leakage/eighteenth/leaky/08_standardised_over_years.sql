-- L1.2, S5 or S4: spending and enrolment are standardised with mean and deviation of all years, the judged ones included.
CREATE VIEW standardised_districts AS
SELECT distid, year, year_open, lunch,
  (expp - avg(expp) OVER ()) / stddev(expp) OVER () AS spending_z,
  (enrol - avg(enrol) OVER ()) / stddev(enrol) OVER () AS enrol_z,
  math4
FROM districts;

CREATE MODEL passing_mathematics
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
CARRY (year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM standardised_districts;
