(a +
 b)