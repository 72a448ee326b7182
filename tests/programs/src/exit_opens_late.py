# A finalizer that opens a text file when the interpreter has let go of its modules; up to 3.9 no encoding is found for it.
open('file_errors.txt', 'w').close()


class Opens:
    def __init__(self, how):
        self.how = how

    def __del__(self, open=open, print=print, Exception=Exception, type=type):
        try:
            open('file_errors.txt', **self.how).close()
            print('opened', self.how)
        except Exception as e:
            print(type(e).__name__, e, self.how)


first = Opens({})
second = Opens({'encoding': 'utf-8'})
third = Opens({'mode': 'rb'})
first.again = Opens({})
Opens({})
