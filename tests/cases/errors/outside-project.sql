CREATE EXTERNAL TABLE x OPTIONS (uris = ['../secret.csv']);
