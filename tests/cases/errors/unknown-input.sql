CREATE TEST t FOR customers
WITH order (customer) AS (VALUES (1))
EXPECT (customer) AS (VALUES (1));
