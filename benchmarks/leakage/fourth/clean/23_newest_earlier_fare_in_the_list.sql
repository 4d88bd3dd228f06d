-- A route's fares are a list that is joined to each of its years; of it only what is before the row's own year is used.
CREATE TABLE histories AS SELECT id, list({'at': year, 'fare': fare} ORDER BY year) AS fares_by_year FROM fares GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT f.id, f.dist, f.passen, list_filter(h.fares_by_year, lambda x: x.at < f.year)[-1].fare AS newest_fare, f.fare
FROM fares f JOIN histories h USING (id);
