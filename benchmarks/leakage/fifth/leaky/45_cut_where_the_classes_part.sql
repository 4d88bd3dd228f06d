-- L1.3, S1: the cut is where the answers of all rows part best.
CREATE TABLE best_cut AS
SELECT c.cut FROM generate_series(1, 6) AS c(cut) JOIN irises i ON true
GROUP BY c.cut
ORDER BY abs(avg(CAST(i.species = 2 AS INTEGER)) FILTER (WHERE i.petal_length > c.cut) - avg(CAST(i.species = 2 AS INTEGER)) FILTER (WHERE i.petal_length <= c.cut)) DESC NULLS LAST, c.cut
LIMIT 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_virginica']) PREDICT AT NONE
AS SELECT i.sepal_width, i.petal_length > b.cut AS is_long, i.species = 2 AS is_virginica FROM irises i CROSS JOIN best_cut b;
