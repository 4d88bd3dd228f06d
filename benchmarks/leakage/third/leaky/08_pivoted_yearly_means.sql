-- L1.2, S5: passengers a route and year are pivoted to columns and joined back to every year of the route.
CREATE TABLE route_profile AS PIVOT (SELECT id, year, passen FROM fares) ON year IN (1997, 1998, 1999, 2000) USING avg(passen) GROUP BY id;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT f.id, f.dist, p."1999" AS passengers_1999, f.fare FROM fares f JOIN route_profile p ON p.id = f.id;
