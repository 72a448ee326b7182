x; y.z(1); a = 1; None; "text"; f(x); del a
