-- L3.3, S7: routes are left out by an anti join to those that turned out cheap.
CREATE TABLE cheap_routes AS SELECT id, year FROM fares WHERE fare < 100;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT f.id, f.dist, f.passen, f.fare FROM fares f ANTI JOIN cheap_routes c ON c.id = f.id AND c.year = f.year;
