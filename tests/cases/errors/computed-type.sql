CREATE EXTERNAL TABLE x (*, day DATE AS (placed_at))
OPTIONS (uris = ['data/orders.csv']);
