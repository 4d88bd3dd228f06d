CREATE EXTERNAL TABLE subscribers
OPTIONS (format = 'CSV', uris = ['data/subscribers.csv'])
KNOWN AT signed_up
KNOWN AT cancelled_at FOR (cancelled_at);
