-- Wages are known when the year is over; the year before is looked up in time, two days later. (At the very start once: known then, and not before.)
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage']) PREDICT AT year_start + INTERVAL 2 DAY LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT w.year_start, p.lwage AS wage_before, p.hours AS hours_before, w.lwage
FROM dated_wages w LEFT JOIN dated_wages p ON p.nr = w.nr AND p.year = w.year - 1;
