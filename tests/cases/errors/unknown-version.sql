SELECT * FROM orders@8;
SELECT * FROM shop.orders@latest;
