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
def f60(a):
    return [a, 60]
def f61(a):
    return [a, 61]
def f62(a):
    return [a, 62]
def f63(a):
    return [a, 63]
def f64(a):
    return [a, 64]
def f65(a):
    return [a, 65]
def f66(a):
    return [a, 66]
def f67(a):
    return [a, 67]
def f68(a):
    return [a, 68]
def f69(a):
    return [a, 69]
def f70(a):
    return [a, 70]
def f71(a):
    return [a, 71]
def f72(a):
    return [a, 72]
def f73(a):
    return [a, 73]
def f74(a):
    return [a, 74]
def f75(a):
    return [a, 75]
def f76(a):
    return [a, 76]
def f77(a):
    return [a, 77]
def f78(a):
    return [a, 78]
def f79(a):
    return [a, 79]
def f80(a):
    return [a, 80]
def f81(a):
    return [a, 81]
def f82(a):
    return [a, 82]
def f83(a):
    return [a, 83]
def f84(a):
    return [a, 84]
def f85(a):
    return [a, 85]
def f86(a):
    return [a, 86]
def f87(a):
    return [a, 87]
def f88(a):
    return [a, 88]
def f89(a):
    return [a, 89]
def f90(a):
    return [a, 90]
def f91(a):
    return [a, 91]
def f92(a):
    return [a, 92]
def f93(a):
    return [a, 93]
def f94(a):
    return [a, 94]
def f95(a):
    return [a, 95]
def f96(a):
    return [a, 96]
def f97(a):
    return [a, 97]
def f98(a):
    return [a, 98]
def f99(a):
    return [a, 99]
def f100(a):
    return [a, 100]
def f101(a):
    return [a, 101]
def f102(a):
    return [a, 102]
def f103(a):
    return [a, 103]
def f104(a):
    return [a, 104]
def f105(a):
    return [a, 105]
def f106(a):
    return [a, 106]
def f107(a):
    return [a, 107]
def f108(a):
    return [a, 108]
def f109(a):
    return [a, 109]
def f110(a):
    return [a, 110]
def f111(a):
    return [a, 111]
def f112(a):
    return [a, 112]
def f113(a):
    return [a, 113]
def f114(a):
    return [a, 114]
def f115(a):
    return [a, 115]
def f116(a):
    return [a, 116]
def f117(a):
    return [a, 117]
def f118(a):
    return [a, 118]
def f119(a):
    return [a, 119]
def f120(a):
    return [a, 120]
def f121(a):
    return [a, 121]
def f122(a):
    return [a, 122]
def f123(a):
    return [a, 123]
def f124(a):
    return [a, 124]
def f125(a):
    return [a, 125]
def f126(a):
    return [a, 126]
def f127(a):
    return [a, 127]
def f128(a):
    return [a, 128]
def f129(a):
    return [a, 129]
def f130(a):
    return [a, 130]
def f131(a):
    return [a, 131]
def f132(a):
    return [a, 132]
def f133(a):
    return [a, 133]
def f134(a):
    return [a, 134]
def f135(a):
    return [a, 135]
def f136(a):
    return [a, 136]
def f137(a):
    return [a, 137]
def f138(a):
    return [a, 138]
def f139(a):
    return [a, 139]
def f140(a):
    return [a, 140]
def f141(a):
    return [a, 141]
def f142(a):
    return [a, 142]
def f143(a):
    return [a, 143]
def f144(a):
    return [a, 144]
def f145(a):
    return [a, 145]
def f146(a):
    return [a, 146]
def f147(a):
    return [a, 147]
def f148(a):
    return [a, 148]
def f149(a):
    return [a, 149]
def f150(a):
    return [a, 150]
def f151(a):
    return [a, 151]
def f152(a):
    return [a, 152]
def f153(a):
    return [a, 153]
def f154(a):
    return [a, 154]
def f155(a):
    return [a, 155]
def f156(a):
    return [a, 156]
def f157(a):
    return [a, 157]
def f158(a):
    return [a, 158]
def f159(a):
    return [a, 159]
def f160(a):
    return [a, 160]
def f161(a):
    return [a, 161]
def f162(a):
    return [a, 162]
def f163(a):
    return [a, 163]
def f164(a):
    return [a, 164]
def f165(a):
    return [a, 165]
def f166(a):
    return [a, 166]
def f167(a):
    return [a, 167]
def f168(a):
    return [a, 168]
def f169(a):
    return [a, 169]
def f170(a):
    return [a, 170]
def f171(a):
    return [a, 171]
def f172(a):
    return [a, 172]
def f173(a):
    return [a, 173]
def f174(a):
    return [a, 174]
def f175(a):
    return [a, 175]
def f176(a):
    return [a, 176]
def f177(a):
    return [a, 177]
def f178(a):
    return [a, 178]
def f179(a):
    return [a, 179]
def f180(a):
    return [a, 180]
def f181(a):
    return [a, 181]
def f182(a):
    return [a, 182]
def f183(a):
    return [a, 183]
def f184(a):
    return [a, 184]
def f185(a):
    return [a, 185]
def f186(a):
    return [a, 186]
def f187(a):
    return [a, 187]
def f188(a):
    return [a, 188]
def f189(a):
    return [a, 189]
def f190(a):
    return [a, 190]
def f191(a):
    return [a, 191]
def f192(a):
    return [a, 192]
def f193(a):
    return [a, 193]
def f194(a):
    return [a, 194]
def f195(a):
    return [a, 195]
def f196(a):
    return [a, 196]
def f197(a):
    return [a, 197]
def f198(a):
    return [a, 198]
def f199(a):
    return [a, 199]
print(*gc.get_count())
