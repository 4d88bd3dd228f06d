CREATE EXTERNAL TABLE accounts (account BIGINT, opened_at TIMESTAMP, balance DOUBLE, has_left BOOLEAN)
OPTIONS (uris = ['data/orders.csv']) KNOWN AT opened_at OVERWRITTEN;
CREATE VIEW open_accounts AS SELECT * FROM accounts WHERE balance > 0;
CREATE MODEL leaves
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_left'])
KEY (account)
PREDICT AT opened_at + INTERVAL 1 HOUR
AS SELECT * FROM open_accounts;
