import gc
def f0(a):
    return [a, 0]
def f1(a):
    return [a, 1]
def f2(a):
    return [a, 2]
def f3(a):
    return [a, 3]
def f4(a):
    return [a, 4]
def f5(a):
    return [a, 5]
def f6(a):
    return [a, 6]
def f7(a):
    return [a, 7]
def f8(a):
    return [a, 8]
def f9(a):
    return [a, 9]
def f10(a):
    return [a, 10]
def f11(a):
    return [a, 11]
def f12(a):
    return [a, 12]
def f13(a):
    return [a, 13]
def f14(a):
    return [a, 14]
def f15(a):
    return [a, 15]
def f16(a):
    return [a, 16]
def f17(a):
    return [a, 17]
def f18(a):
    return [a, 18]
def f19(a):
    return [a, 19]
def f20(a):
    return [a, 20]
def f21(a):
    return [a, 21]
def f22(a):
    return [a, 22]
def f23(a):
    return [a, 23]
def f24(a):
    return [a, 24]
def f25(a):
    return [a, 25]
def f26(a):
    return [a, 26]
def f27(a):
    return [a, 27]
def f28(a):
    return [a, 28]
def f29(a):
    return [a, 29]
def f30(a):
    return [a, 30]
def f31(a):
    return [a, 31]
def f32(a):
    return [a, 32]
def f33(a):
    return [a, 33]
def f34(a):
    return [a, 34]
def f35(a):
    return [a, 35]
def f36(a):
    return [a, 36]
def f37(a):
    return [a, 37]
def f38(a):
    return [a, 38]
def f39(a):
    return [a, 39]
def f40(a):
    return [a, 40]
def f41(a):
    return [a, 41]
def f42(a):
    return [a, 42]
def f43(a):
    return [a, 43]
def f44(a):
    return [a, 44]
def f45(a):
    return [a, 45]
def f46(a):
    return [a, 46]
def f47(a):
    return [a, 47]
def f48(a):
    return [a, 48]
def f49(a):
    return [a, 49]
def f50(a):
    return [a, 50]
def f51(a):
    return [a, 51]
def f52(a):
    return [a, 52]
def f53(a):
    return [a, 53]
def f54(a):
    return [a, 54]
def f55(a):
    return [a, 55]
def f56(a):
    return [a, 56]
def f57(a):
    return [a, 57]
def f58(a):
    return [a, 58]
def f59(a):
    return [a, 59]
print(*gc.get_count())
