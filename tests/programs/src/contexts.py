# contextvars: values of their own for each context.
import contextvars
import threading

name = contextvars.ContextVar("name", default="nobody")
bare = contextvars.ContextVar("bare")
print(name.get(), bare.get("given"), name.name)
try:
    bare.get()
except LookupError as error:
    print(type(error).__name__)
token = name.set("Ann")
print(name.get(), token.old_value is contextvars.Token.MISSING, token.var is name)
again = name.set("Bob")
print(again.old_value, name.get())
name.reset(again)
print(name.get())
name.reset(token)
print(name.get())
for wrong in (token,):
    try:
        name.reset(wrong)
    except RuntimeError as error:
        print(str(error).split(" at ")[0].split(" var")[0])
try:
    bare.reset(name.set(1))
except ValueError as error:
    print(type(error).__name__)


def inside():
    name.set("inside")
    bare.set([1])
    return name.get()


context = contextvars.copy_context()
print(context.run(inside), name.get(), context[name], sorted(v.name for v in context), len(context), bare in context)
print(context.get(bare), context.copy() == context, dict(context)[name])
try:
    context.run(context.run, print)
except RuntimeError as error:
    print(str(error).split(":")[0])
try:
    context["x"]
except TypeError as error:
    print(error)
seen = []
thread = threading.Thread(target=lambda: seen.append(name.get()))
thread.start()
thread.join()
print(seen, name.get())
