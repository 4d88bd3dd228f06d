CREATE MODEL m OPTIONS (a = [[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]) AS SELECT 1;
