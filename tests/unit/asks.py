name = input("who? ")
greeting = ["hello", name]
print(*greeting)
print(input())
