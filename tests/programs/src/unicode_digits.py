# Numbers in text may be written with any decimal digits and between any spaces.
def attempt(what, *arguments):
    try:
        print(ascii(what(*arguments)))
    except ValueError as error:
        print("ValueError:", ascii(str(error)))
arabic, devanagari, double_struck = "٣٤٥", "१२", "\U0001d7dd\U0001d7d8"
for text in [arabic, devanagari, double_struck, "٣_٤", "\u2003٧\u3000", "-٣", "²", "½", "٣x", "\u0663\u0967", "\x1c5", "\x855",
             "٣.٥", "١e٢", "\U0001e4f0", "\U0001e4f5", "\U00010d40", ""]:
    attempt(int, text)
    attempt(float, text)
attempt(int, "٧F", 16)
attempt(int, "٠x٧", 0)
attempt(format, 3.5, "١٠")
attempt("{:>٥}".format, 7)
attempt("{١}".format, "a", "b")
import gc
text = "١٢٣"
for i in range(3):
    assert int(text) == 123 and float(text) == 123.0
