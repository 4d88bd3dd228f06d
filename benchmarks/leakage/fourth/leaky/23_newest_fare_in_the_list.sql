-- L2, S1 or S4: the last element of the list of a route's fares is of 2000, in the rows of 1997 too.
CREATE TABLE histories AS SELECT id, list(fare ORDER BY year) AS fares_by_year FROM fares GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT f.id, f.dist, f.passen, h.fares_by_year[-1] AS newest_fare, f.fare FROM fares f JOIN histories h USING (id);
