-- L2, S1: the mean of an athlete's grades is over both terms, and that of the second is asked.
CREATE TABLE by_athlete AS
SELECT id, max(sat) AS sat, max(hsperc) AS hsperc, avg(trmgpa) AS usual_grade, max(trmgpa) FILTER (WHERE term = 2) AS spring_grade
FROM athletes GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['spring_grade']) KEY (id) PREDICT AT NONE
AS SELECT id, sat, hsperc, usual_grade, spring_grade FROM by_athlete WHERE spring_grade IS NOT NULL;
