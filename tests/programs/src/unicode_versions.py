# One character for each kind of change between the versions of Unicode, and what every version agrees on.
characters = [0x10D0, 0x1C90, 0x282, 0x1CF2, 0xA794, 0x55F, 0x1F93B, 0x1734, 0x10FC, 0xA7F2, 0x200C, 0x30FB, 0x4E24,
              0xFF65, 0x1E4D0, 0x10D40, 0x11DA0, 0x32FF, 0x1FBF0, 0x10EFD, 0x2FFC, 0x31350, 0x2EBF0, 0xA7D0, 0x1C8A,
              0x41, 0xE9, 0xDF, 0x130, 0x149, 0x1C5, 0x3A3, 0x660, 0xBC, 0x2160, 0x24B6, 0x2028, 0x3000, 0xAD, 0xFB03,
              0x1D7D8, 0xD55C, 0xD800, 0xFFFF, 0x10FFFF, 0x2118, 0xB7]
for number in characters:
    c = chr(number)
    answers = ""
    for name, answer in [("alpha", c.isalpha()), ("decimal", c.isdecimal()), ("digit", c.isdigit()),
                         ("numeric", c.isnumeric()), ("alnum", c.isalnum()), ("lower", c.islower()),
                         ("upper", c.isupper()), ("title", c.istitle()), ("space", c.isspace()),
                         ("printable", c.isprintable()), ("begins", c.isidentifier()),
                         ("continues", ("a" + c).isidentifier())]:
        if answer:
            answers = answers + " " + name
    print("%04X%s" % (number, answers))
    print("    ", ascii(c.upper()), ascii(c.lower()), ascii(c.title()), ascii(c.casefold()), ascii(c.swapcase()),
          ascii(c.capitalize()), ascii(repr(c)))
print(ascii("ΑΣ ΑΣΑ ΑΣ\u0301 Σ".lower()), ascii("ǆ ΑΣ ﬁn".title()))
