"""One file for each ``ML.*`` table function, named after it."""
