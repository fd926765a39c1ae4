"""Everyday nouns in German and Chinese, for the models that find things know English words only."""

from __future__ import annotations

import re

#: English: German, Chinese; where there are several, they are parted by a stroke.
_NOUNS = """
person: Person|Mensch, 人
people: Leute|Personen|Menschen, 人们|人群
man: Mann, 男人
woman: Frau, 女人
girl: Mädchen, 女孩|小女孩
boy: Junge|Jungen, 男孩|小男孩
child: Kind, 孩子|小孩
baby: Baby, 婴儿|宝宝
bicycle: Fahrrad|Rad, 自行车
car: Auto|Wagen, 车|汽车|轿车|小汽车
motorcycle: Motorrad, 摩托车
airplane: Flugzeug, 飞机
bus: Bus, 公交车|巴士|公共汽车
train: Zug|Eisenbahn, 火车
truck: Lastwagen|LKW|Laster, 卡车|货车
boat: Boot, 船|小船
ship: Schiff, 轮船
traffic light: Ampel, 红绿灯
fire hydrant: Hydrant|Hydranten, 消防栓
stop sign: Stoppschild, 停止标志
bench: Bank|Sitzbank|Parkbank, 长椅|长凳
bird: Vogel, 鸟|小鸟
cat: Katze, 猫|小猫|猫咪
dog: Hund|Hündin, 狗|小狗
horse: Pferd, 马
sheep: Schaf, 羊|绵羊
cow: Kuh, 牛|奶牛
elephant: Elefant|Elefanten, 大象
bear: Bär|Bären, 熊
zebra: Zebra, 斑马
giraffe: Giraffe, 长颈鹿
duck: Ente, 鸭子|鸭
chicken: Huhn|Henne, 鸡
fish: Fisch, 鱼
butterfly: Schmetterling, 蝴蝶
backpack: Rucksack, 背包
umbrella: Schirm|Regenschirm, 伞|雨伞
handbag: Handtasche, 手提包
tie: Krawatte, 领带
suitcase: Koffer, 行李箱
kite: Drachen, 风筝
ball: Ball, 球
skateboard: Skateboard, 滑板
bottle: Flasche, 瓶子
glass: Glas, 杯子|玻璃杯
cup: Tasse|Becher, 茶杯
fork: Gabel, 叉子
knife: Messer, 刀
spoon: Löffel, 勺子
bowl: Schüssel|Schale, 碗
plate: Teller, 盘子
banana: Banane, 香蕉
apple: Apfel, 苹果
sandwich: Sandwich, 三明治
orange: Orange|Apfelsine, 橙子|橘子
carrot: Karotte|Möhre, 胡萝卜
pizza: Pizza, 披萨
cake: Kuchen|Torte, 蛋糕
chair: Stuhl, 椅子
sofa: Sofa|Couch, 沙发
plant: Pflanze|Topfpflanze, 植物|盆栽
bed: Bett, 床
table: Tisch, 桌子
toilet: Toilette|Klo, 马桶
television: Fernseher, 电视|电视机
laptop: Laptop|Notebook, 笔记本电脑
computer: Computer|Rechner, 电脑
mouse: Maus, 鼠标
keyboard: Tastatur, 键盘
phone: Telefon|Handy, 手机|电话
oven: Ofen|Backofen, 烤箱
sink: Waschbecken|Spüle, 水槽
refrigerator: Kühlschrank, 冰箱
book: Buch, 书
clock: Uhr, 钟|时钟
vase: Vase, 花瓶
scissors: Schere, 剪刀
teddy bear: Teddy|Teddybär, 泰迪熊
toothbrush: Zahnbürste, 牙刷
balloon: Ballon|Luftballon, 气球
flower: Blume|Blüte, 花|花朵
tree: Baum, 树|大树
house: Haus, 房子|房屋
door: Tür, 门
window: Fenster, 窗户|窗
hat: Hut|Mütze, 帽子
lamp: Lampe, 灯
sign: Schild, 牌子
bag: Tasche, 包
box: Kiste|Schachtel|Karton, 箱子|盒子
rocket: Rakete, 火箭
moon: Mond, 月亮
sun: Sonne, 太阳
cloud: Wolke, 云
sky: Himmel, 天空|天
grass: Gras|Rasen|Wiese, 草地|草
water: Wasser, 水
sea: Meer|See, 海|大海
sand: Sand, 沙子|沙
snow: Schnee, 雪
road: Straße|Strasse, 路|马路
wall: Wand|Mauer, 墙
floor: Boden|Fussboden|Fußboden, 地板
"""
_GERMAN_ARTICLE = re.compile(
    r"^(?:der|die|das|den|dem|des|eine?[nmrs]?|meine?[nmrs]?|deine?[nmrs]?|diese[nmrs]?|jene[nmrs]?)\s+", re.IGNORECASE
)
#: German nouns that are English words for something else: only an article tells.
_ENGLISH_TOO = frozenset(
    ["boot", "hut", "bank", "kind", "teller", "rad", "sand", "wand", "boxer", "box", "orange", "ball"]
)
#: German adjectives without their endings.
_ADJECTIVES = {
    "groß": "large", "gross": "large", "klein": "small", "alt": "old", "neu": "new", "rot": "red", "blau": "blue",
    "grün": "green", "gelb": "yellow", "schwarz": "black", "weiß": "white", "weiss": "white", "grau": "grey",
    "braun": "brown", "orange": "orange", "lila": "purple", "rosa": "pink",
}  # fmt: skip
_ADJECTIVE = re.compile(rf"^({'|'.join(_ADJECTIVES)})(?:e[nmrs]?)?\s+", re.IGNORECASE)
#: Endings of German plurals; a vowel may change with them.
_PLURAL_ENDINGS = ("en", "er", "n", "e", "s", "")
_UMLAUTS = str.maketrans("äöü", "aou")
_CHINESE_MEASURE = re.compile(r"^(?:[这那一]?[只个辆条头匹朵棵艘张把杯位些架座]|[这那])(?=.)")


def _english_by_word() -> dict[str, str]:
    by_word: dict[str, str] = {}
    for line in _NOUNS.strip().splitlines():
        english, others = line.split(":")
        for word in re.split(r"[,|]", others):
            by_word.setdefault(word.strip().lower(), english)
    return by_word


_ENGLISH = _english_by_word()


def in_english(thing: str, *, article: str = "the") -> str:
    """A thing with its English name where it is called by a German or a Chinese one that is known: "das rote Auto" ->
    "the red car"; else as it is."""
    said = thing.strip()
    bare = _CHINESE_MEASURE.sub("", _GERMAN_ARTICLE.sub("", said))
    adjectives: list[str] = []
    while (match := _ADJECTIVE.match(bare)) is not None:
        adjectives.append(_ADJECTIVES[match[1].lower()])
        bare = bare[match.end() :]
    is_german = bare != said or not bare.isascii() or (bare.istitle() and bare.lower() not in _ENGLISH_TOO)
    known = (_ENGLISH.get(bare.lower()) or _of_several(bare)) if is_german else None
    return thing if known is None else " ".join((article, *adjectives, known))


def _of_several(word: str) -> str | None:
    """The English word for a German plural, "Autos" -> "cars"; None where its singular is not known."""
    if not word.istitle():
        return None
    said = word.lower()
    stems = (said.removesuffix(ending) for ending in _PLURAL_ENDINGS if said.endswith(ending))
    for stem in stems:
        english = _ENGLISH.get(stem) or _ENGLISH.get(stem.translate(_UMLAUTS))
        if english is not None:
            return f"{english}es" if english.endswith(("s", "sh", "ch", "x")) else f"{english}s"
    return None
