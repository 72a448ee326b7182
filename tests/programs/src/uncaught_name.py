x = 1
if x:
    print(undefined_name)
