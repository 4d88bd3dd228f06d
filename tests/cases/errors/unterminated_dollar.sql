SELECT $tag$ abc $$ FROM t
