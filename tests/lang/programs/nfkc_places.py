import ｏｓ.path as ﬁle
from gc import collect as ｇ, ｅnable
class Ｋlass(object):
    __ªttribute = 1
    def method(self, µ, *ªrgs, ﬁ=1, **ｋ):
        global ℌ
        ℌ = self.__ªttribute + self.ﬁeld
        def inner():
            nonlocal μ
            μ = ﬁ
        return inner(ﬁ=2)
é = é = 1
del é
for 𝐢𝐟 in 𝐓rue: print(x.𝐢𝐟)
try: a()
except E as ｅ: print(e)
lambda ｘ: x
ﾊﾟ = パ
각 = 각
import ａ.ｂ, ｃ
from ｄ.e import ｆ
from ｇ import ｈ as ｉ
