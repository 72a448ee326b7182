print("once")
raise KeyError("in the module")
