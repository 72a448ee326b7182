import logging
import logging.config
import os
import sys

logging.config.dictConfig({
    'version': 1,
    'disable_existing_loggers': False,
    'formatters': {'short': {'format': '%(levelname)s %(name)s: %(message)s'}},
    'filters': {'own': {'name': 'app'}},
    'handlers': {
        'out': {'class': 'logging.StreamHandler', 'formatter': 'short', 'level': 'INFO', 'stream': 'ext://sys.stdout', 'filters': ['own']},
        'all': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout'},
    },
    'loggers': {'app': {'level': 'DEBUG', 'handlers': ['out'], 'propagate': False}},
    'root': {'level': 'WARNING', 'handlers': ['all']},
})
app = logging.getLogger('app')
app.debug('no')
app.info('yes %d', 1)
logging.getLogger('app.part').warning('below')
logging.getLogger('other').error('root')
logging.getLogger('other').info('no')
for wrong in {}, {'version': 2}, {'version': 1, 'handlers': {'h': {'class': 'nothing.Here'}}}, {'version': 1, 'root': {'level': 'LOUD'}}:
    try:
        logging.config.dictConfig(wrong)
    except Exception as e:
        print(type(e).__name__, e)
with open('loggers_described_made.ini', 'w') as f:
    f.write('''[loggers]
keys=root,part
[handlers]
keys=h
[formatters]
keys=f
[logger_root]
level=WARNING
handlers=h
[logger_part]
level=DEBUG
handlers=h
qualname=part
propagate=0
[handler_h]
class=StreamHandler
level=DEBUG
formatter=f
args=(sys.stdout,)
[formatter_f]
format=%(name)s|%(levelname)s|%(message)s
''')
logging.config.fileConfig('loggers_described_made.ini')
logging.getLogger('part').debug('from a file')
logging.getLogger('else').warning('root')
print(app.disabled, logging.getLogger('part').disabled)
os.remove('loggers_described_made.ini')
