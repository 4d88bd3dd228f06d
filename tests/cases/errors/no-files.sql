CREATE EXTERNAL TABLE x OPTIONS (uris = ['data/order-*.csv']);
