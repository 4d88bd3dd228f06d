-- tables/customers.sql has this name already.
CREATE VIEW Customers AS SELECT 1 AS a;
