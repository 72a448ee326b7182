values = [1]
print(lenn(values))
