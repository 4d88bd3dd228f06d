CREATE TABLE a AS
SELECT customer, sum(amuont) AS spend
FROM orders AS o
GROUP BY customer;

CREATE TABLE b AS SELECT c.nmae FROM customers AS c;
