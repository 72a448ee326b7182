import unicodedata as u
print(u.unidata_version, u.name("a"), u.lookup("GREEK SMALL LETTER ALPHA"), "\N{EM DASH}", f"\N{EM DASH}{1}\N{greek small letter alpha}", "\N{LF}" == "\n", "\N{HANGUL SYLLABLE GAG}", "\N{CJK UNIFIED IDEOGRAPH-4E00}")
h=0
for i in list(range(0,0x3000,1))+list(range(0x3000,0x30000,97))+list(range(0x30000,0x110000,4001))+list(range(0xa000,0xb000,3))+list(range(0x1f000,0x1fb00)):
    if 0xd800<=i<0xe000: continue
    c=chr(i)
    t=(u.name(c,""),u.category(c),u.bidirectional(c),u.combining(c),u.mirrored(c),u.east_asian_width(c),u.decomposition(c),u.numeric(c,-1),u.digit(c,-1),u.decimal(c,-1),u.normalize("NFC",c),u.normalize("NFKD",c))
    h=(h*31+hash(str(t)))%(1<<61)
    if i%512==0: print(hex(i),h)
    if t[0] and u.lookup(t[0])!=c: print("lookup",hex(i))
for s in ("e\u0301","\u1e9b\u0323","\uac00\u11a8","a\u0323\u0307","\u0344","A\u030a","ﬁ","①","Å"):
    print([ascii(u.normalize(f,s)) for f in ("NFC","NFD","NFKC","NFKD")])
for bad in ("'\\N{zz}'","'\\N'","'\\N{'","'\\N{}'", "f'\\N{zz}'", "b'\\N{DASH}'", "r'\\N{DASH}'"):
    try: print(ascii(eval(bad)))
    except SyntaxError as e: print(e)
