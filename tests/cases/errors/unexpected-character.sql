SELECT ‘a’ FROM t;
SELECT a ¬ b;
