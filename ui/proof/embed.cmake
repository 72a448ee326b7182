# embed.cmake - the text of the probe as a C file: cmake -DFILE=... -DOUT=... -P embed.cmake
file(READ ${FILE} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUT} "/* Made by ui/proof/embed.cmake of the file beside it. */\n#include \"ui/proof/verify.h\"\n\nconst char verify_probe[] = {\n${bytes}0};\n")
