import sys
def f():
    try:
        sys.exit("fatal problem")
    finally:
        print("cleanup")
f()
