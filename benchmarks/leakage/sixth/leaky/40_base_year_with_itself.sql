-- L3.1, S3 or S1 or S4: every year is compared with the base year of 1992, and 1992 is among them: there the base is
-- the answer itself.
CREATE TABLE base AS SELECT distid, math4 AS math4_base, lunch AS lunch_base FROM districts WHERE year = 1992;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
PREDICT AT year_open + INTERVAL 40 DAY
AS
SELECT d.year_open, d.lunch, d.enrol, d.staff, b.math4_base, b.lunch_base, d.math4
FROM districts AS d JOIN base AS b USING (distid)
WHERE d.year >= 1992;
