µ = 1
print(μ)
