import sys
print(len(sys.argv), sys.argv[0].endswith("argv_.py"), type(sys.argv), sys.getrefcount(sys.argv[0]) > 0)
sys.argv.append("x")
print(sys.argv[1:])
