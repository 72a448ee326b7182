import logging, sys
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)
log=logging.getLogger("a.b")
log.debug("no"); log.info("x %s", 1); log.warning("w %d %r", 2, "q"); log.error("e")
try: 1/0
except ZeroDivisionError: log.exception("bad")
class H(logging.Handler):
    def emit(self, r): print("H", r.levelno, r.getMessage(), r.name, r.funcName, r.lineno)
log.addHandler(H()); log.critical("c %(k)s", {"k": 3})
log.setLevel(logging.ERROR); print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), log, logging.getLogger(), log.handlers[0].level)
f=logging.Formatter("%(asctime)s|%(message)s"); print(type(f).__name__)
def flt(r): return "skip" not in r.getMessage()
log.addFilter(flt) ; log.error("skip me"); log.error("keep")
print(logging.getLevelName(20), logging.getLevelName("INFO"), logging.INFO, logging.getLogger("a") is log.parent)
logging.addLevelName(25,"NOTE"); log.setLevel(1); log.log(25,"note")
print(logging.LogRecord("n",10,"p.py",3,"m %s",("a",),None))
logging.info("root")
fm=logging.Formatter("{levelname}-{message}", style="{"); h=logging.StreamHandler(sys.stdout); h.setFormatter(fm); l2=logging.getLogger("z"); l2.propagate=False; l2.addHandler(h); l2.warning("brace"); print(h)

logging.disable(logging.CRITICAL); l2.error("off"); logging.disable(logging.NOTSET)
ad=logging.LoggerAdapter(l2,{"u":1}); ad.error("adapted")
print(logging.getLogger("nolevel").manager is log.manager)
