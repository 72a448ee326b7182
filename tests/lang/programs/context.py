class Managed:
    def __enter__(self):
        print("in")
        return self
    def __exit__(self, kind, value, tb):
        print("out", kind)
        return True
def run():
    with Managed() as m:
        raise ValueError("x")
    try:
        with Managed():
            return 1
    finally:
        print("done")
run()
