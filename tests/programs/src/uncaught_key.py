config = {"host": "localhost", "port": 80}
def get(name):
    return config[name]
print(get("host"), get("prot"))
