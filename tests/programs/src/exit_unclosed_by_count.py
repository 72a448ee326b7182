# No function, no class: what nobody closed dies by its count while sys.modules is emptied.
import socket
import warnings

warnings.simplefilter("always", ResourceWarning)
first = socket.socket()
file = open("exit_unclosed_by_count.txt", "w", encoding="utf-8")
pair = [socket.socket(), socket.socket()]
pair.append(pair)
