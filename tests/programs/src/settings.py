import configparser
import io


def told(what):
    try:
        return what()
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


text = """
# a comment
[DEFAULT]
home = /home
Level: 3
[one]
path = %(home)s/one
many = a
  b

  c
yes = on
percent = 50%%
[two]
level = 7
float = 2.5
empty =
"""
c = configparser.ConfigParser()
c.read_string(text)
for what in (
        lambda: c.sections(), lambda: c['one']['path'], lambda: c['one']['many'], lambda: c.getint('one', 'level'), lambda: c.getint('two', 'LEVEL'),
        lambda: c.getfloat('two', 'float'), lambda: c.getboolean('one', 'yes'), lambda: c['one']['percent'], lambda: dict(c['two']), lambda: list(c),
        lambda: 'one' in c, lambda: 'three' in c, lambda: c['three'], lambda: c.get('one', 'nothing'), lambda: c.get('none', 'nothing'),
        lambda: c.get('one', 'nothing', fallback=5), lambda: c['one'].get('nothing', 'else'), lambda: c.options('two'), lambda: c.items('two'),
        lambda: c.has_option('two', 'home'), lambda: c['two'].getint('level'), lambda: c['one'], lambda: len(c), lambda: c.add_section('one'),
        lambda: c.set('one', 'x', '%'), lambda: c.set('one', 'x', 3), lambda: c.set('one', 'x', '%(home)s'), lambda: c.get('one', 'x', raw=True),
        lambda: c.get('one', 'x', vars={'home': 'away'}), lambda: c.remove_option('one', 'x'), lambda: c.remove_section('nothing'),
        lambda: c.getint('two', 'float'), lambda: c.getboolean('two', 'float'), lambda: c['two']['empty'], lambda: c.read('nowhere.ini')):
    print(told(what))
c['new'] = {'a': '1', 'B': '2'}
c['new']['c'] = 'x\ny'
out = io.StringIO()
c.write(out)
print(out.getvalue())
for bad in ('a = 1', '[a]\nb\n', '[a]\nb=1\nb=2', '[a]\n[a]', '[a]\nb = %(c)s', '[a]\nb = %(b)s', '[a]\nb = %x'):
    def read():
        p = configparser.ConfigParser()
        p.read_string(bad)
        return p['a']['b']
    if bad != '[a]\nb\n':
        print(told(read))
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True)
e.read_string('[a]\nx = ${b:y}/1\nz\n[b]\ny = 5 ; not a comment\n')
print(e['a']['x'], e['a']['z'], e.items('a'))
r = configparser.RawConfigParser(inline_comment_prefixes=(';',), delimiters=('=',))
r.optionxform = str
r.read_dict({'S': {'Key': 1, 'k:x': 'v'}})
r.read_string('[T]\nA = 1 ; comment\nB = %(A)s\n')
print(dict(r['S']), dict(r['T']), r.defaults())
v = configparser.ConfigParser(converters={'list': lambda s: s.split(',')})
v.read_string('[a]\nl = 1,2\n')
print(v.getlist('a', 'l'), v['a'].getlist('l'), v['a'].getlist('m', 3))
with open('settings_made.ini', 'w') as f:
    c.write(f, space_around_delimiters=False)
again = configparser.ConfigParser()
print(again.read(['settings_made.ini', 'nowhere']), again == c, again['new']['c'])
del again['new']
print(again.sections(), again.popitem()[0], hasattr(configparser, 'SafeConfigParser'), hasattr(configparser, 'UNNAMED_SECTION'))
import os
os.remove('settings_made.ini')
