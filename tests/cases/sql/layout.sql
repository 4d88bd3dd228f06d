-- Comments, strings, line ends: nothing in them is SQL.
CREATE TABLE t AS -- ; not the end
SELECT ';' AS a, /* /* ; */ ; */ E'it\'s;' AS b, $x$ ; -- $$ $x$ AS c,
  ";" FROM t;;
;SELECT 1
