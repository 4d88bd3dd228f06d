-- Features are of the first term, the answer of the second, both by FILTER in one row an athlete.
CREATE TABLE by_athlete AS
SELECT id, max(sat) AS sat, max(hsperc) AS hsperc, avg(trmgpa) FILTER (WHERE term = 1) AS autumn_grade, max(trmgpa) FILTER (WHERE term = 2) AS spring_grade
FROM athletes GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['spring_grade']) KEY (id) PREDICT AT NONE
AS SELECT id, sat, hsperc, autumn_grade, spring_grade FROM by_athlete WHERE spring_grade IS NOT NULL;
