from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath, WindowsPath
import os
import shutil


def told(what):
    try:
        return what()
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


p = Path('a') / 'b' / 'c.tar.gz'
for what in (
        lambda: p, lambda: str(p), lambda: (p.name, p.stem, p.suffix, p.suffixes, p.parts, p.anchor), lambda: p.parent.parent.parent.parent,
        lambda: list(p.parents), lambda: p.is_absolute(), lambda: PurePosixPath('/usr/lib').joinpath('python', 'x.py'),
        lambda: PurePosixPath('/usr/lib/x').relative_to('/usr'), lambda: p.with_suffix('.md'), lambda: p.with_suffix(''),
        lambda: p.with_name('d'), lambda: PurePath('a//b/./../c'), lambda: PurePath(), lambda: PurePosixPath('//a'), lambda: PurePosixPath('///a'),
        lambda: 'x' / Path('y'), lambda: Path('a') / '/b', lambda: p == Path('a/b/c.tar.gz'), lambda: hash(p) == hash(Path('a/b/c.tar.gz')),
        lambda: sorted([Path('b'), Path('a/c'), Path('a')]), lambda: Path('a') < Path('a/b'), lambda: p.match('*.gz'), lambda: p.match('b/*'),
        lambda: p.match('/*.gz'), lambda: PurePosixPath('/a b').as_uri(), lambda: Path('a').as_uri(), lambda: bytes(p), lambda: os.fspath(p),
        lambda: PureWindowsPath('c:\\a\\b.txt').parts, lambda: PureWindowsPath('c:/a') == PureWindowsPath('C:\\A'),
        lambda: repr(PureWindowsPath('c:\\a')), lambda: PureWindowsPath('\\\\h\\s\\d').drive, lambda: PureWindowsPath('c:a').is_absolute(),
        lambda: PureWindowsPath('c:\\a').joinpath('\\b'), lambda: PureWindowsPath('c:\\a').as_posix(), lambda: PurePosixPath('a') == PureWindowsPath('a'),
        lambda: Path('a.').suffix, lambda: Path('..a.b').suffix, lambda: Path('.x').suffix, lambda: Path('a').parents[-1],
        lambda: Path('a/b/c').parents[0:2], lambda: Path('a').parents[3], lambda: Path('a').with_suffix('.'), lambda: Path('a').with_suffix('x'),
        lambda: Path('a').relative_to(), lambda: Path('a').relative_to('b'), lambda: Path('/a').relative_to('b'), lambda: Path(3),
        lambda: Path(b'a'), lambda: Path('a') / 3, lambda: WindowsPath('a'), lambda: Path('a').match(''), lambda: list(Path('a').glob('')),
        lambda: list(Path('a').glob('/x')), lambda: Path('').with_name('a'), lambda: Path('a').with_name('b/c'), lambda: Path('a') < 3,
        lambda: Path('.') == Path(''), lambda: Path('a').write_text(3), lambda: Path('a').absolute().is_absolute(), lambda: Path('a', 'b', '/c', 'd'),
        lambda: PurePath('a').__reduce__(), lambda: repr(p.parents), lambda: len(Path('/').parents), lambda: isinstance(p, os.PathLike)):
    print(told(what))
for name in 'with_stem', 'is_relative_to', 'with_segments', 'full_match', 'walk', 'is_mount', 'is_junction', 'exists', 'home':
    print(name, hasattr(Path, name))

root = Path('paths_made')
root.mkdir()
print(told(lambda: root.mkdir()).replace(str(Path.cwd()), ''), root.mkdir(exist_ok=True), root.is_dir(), root.is_file())
print((root / 'a.txt').write_text('one\ntwo\n'), (root / 'a.txt').read_text(), (root / 'b.bin').write_bytes(b'\0\1'), (root / 'b.bin').read_bytes())
(root / 'deep' / 'er').mkdir(parents=True)
(root / 'deep' / 'er' / 'c.txt').touch()
(root / 'deep' / 'd.txt').write_text('d')
print(sorted(x.name for x in root.iterdir()), sorted(str(x) for x in root.glob('*.txt')), sorted(str(x) for x in root.rglob('*.txt')))
print(sorted(str(x) for x in root.glob('**/d.txt')), sorted(str(x) for x in root.glob('deep/*')), (root / 'a.txt').stat().st_size)
with (root / 'a.txt').open() as f:
    print(f.readline())
with os.scandir(root) as entries:
    print(sorted((entry.name, entry.is_dir()) for entry in entries))
(root / 'a.txt').rename(root / 'z.txt')
print((root / 'a.txt').exists(), (root / 'z.txt').exists(), told(lambda: (root / 'none').unlink()), told(lambda: root.rmdir())[:10])
print(shutil.copy(root / 'z.txt', root / 'y.txt') == root / 'y.txt', shutil.copyfile(str(root / 'z.txt'), str(root / 'x.txt')))
print(shutil.move(str(root / 'x.txt'), str(root / 'deep')), told(lambda: shutil.copyfile(str(root / 'y.txt'), str(root / 'y.txt'))))
print(sorted(os.listdir(shutil.copytree(str(root / 'deep'), str(root / 'copy')))), told(lambda: shutil.rmtree('nowhere')))
print(shutil.copytree(str(root / 'deep'), str(root / 'less'), ignore=shutil.ignore_patterns('*.txt')), os.listdir(str(root / 'less')))
print(shutil.get_terminal_size(), shutil.get_terminal_size((5, 6)).columns)
shutil.rmtree(root)
print(root.exists())
