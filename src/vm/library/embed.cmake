# embed.cmake - the library's texts as one C file: cmake -DFOLDER=... -DOUT=... -P embed.cmake
#
# Nothing but CMake: each byte becomes a number.
file(GLOB modules ${FOLDER}/*.py)
list(SORT modules)
set(tables "")
set(rows "")
foreach(module ${modules})
  get_filename_component(name ${module} NAME_WE)
  file(READ ${module} bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR len "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND tables "static const unsigned char text_${name}[] = {\n${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", text_${name}, ${len}},\n")
endforeach()
set(text "/* Made by src/vm/library/embed.cmake of the files beside it. */\n#include \"vm/import/import.h\"\n\n${tables}\nconst LibraryModule library_modules[] = {\n${rows}    {NULL, NULL, 0},\n};\n")
file(WRITE ${OUT} "${text}")
