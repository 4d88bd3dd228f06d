CREATE TEST t FOR customers
WITH orders (customer) AS (VALUES (1))
EXPECT REJECTED (customer) AS (VALUES (1));
