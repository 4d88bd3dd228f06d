CREATE TABLE a AS SELECT * FROM 'data/orders.csv';
CREATE TABLE b AS SELECT * FROM read_csv('data/orders.csv');
CREATE TABLE c AS SELECT * FROM information_schema.tables;
