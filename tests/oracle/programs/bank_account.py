class Account:
    rate = 2
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
    def deposit(self, amount):
        self.balance += amount
        return self.balance
a = Account('ann', 1000)
b = Account('bob')
a.deposit(500)
b.deposit(a.balance)
Account.rate = 3
b.rate = 4
method = a.deposit
del a
method(1)
method = None
