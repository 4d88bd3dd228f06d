-- L1.2, S4 or S5: spending is scaled by the least and greatest value of all districts in all years, also those that come later.
CREATE VIEW bounds AS
SELECT min(expp) AS lo_expp, max(expp) AS hi_expp, min(avgsal) AS lo_sal, max(avgsal) AS hi_sal FROM districts;

CREATE MODEL pass_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS
SELECT
  d.distid, d.year, d.year_open, d.lunch, d.lenrol, d.math4_1,
  (d.expp - b.lo_expp) / (b.hi_expp - b.lo_expp) AS expp_scaled,
  (d.avgsal - b.lo_sal) / (b.hi_sal - b.lo_sal) AS avgsal_scaled,
  d.math4
FROM districts d CROSS JOIN bounds b;
