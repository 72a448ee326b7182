title = "\x1b]0;owned\x07\x1b[31mred\x9b31m"
bidi = "\u202e evil \u2066"
bell = "\x07\x08\x7f"
print(title, bidi, bell)
name = ["\x1b[2J", "\x1b]52;c;aGk=\x07"]
end = 1
