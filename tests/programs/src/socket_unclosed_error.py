# A warning about an unclosed socket that is an error: it is only reported, and the socket is closed all the same.
import socket
import warnings

warnings.simplefilter("error")
s = socket.socket()
number = s.fileno()
del s
t = socket.socket()
print(t.fileno() == number)
t.close()
