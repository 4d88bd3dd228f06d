-- L1.3, S4 or S5: the cut of the rank at school is the one that parts the grades best over all students, also the judged ones.
CREATE TABLE best_cut AS
SELECT cut
FROM (SELECT unnest([5, 10, 15, 20, 25, 30, 40, 50]) AS cut) AS cuts, collegians
GROUP BY cut
ORDER BY avg(colgpa) FILTER (hsperc <= cut) - avg(colgpa) FILTER (hsperc > cut) DESC
LIMIT 1;

CREATE MODEL grade_with_cut
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'])
PREDICT AT NONE
AS SELECT c.sat, c.female, c.athlete, c.hsize, c.hsperc <= b.cut AS is_top, c.colgpa
FROM collegians AS c, best_cut AS b;
