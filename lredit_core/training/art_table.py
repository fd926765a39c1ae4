"""Which things the built-in library holds: their words, their kind, and the code point that names their drawings.

One line a thing: ``code point | name | synonyms, comma-separated | coloured``. The last field is "coloured" where
colour words apply, that is where turning the hue of the drawing gives a believable thing.
"""

from __future__ import annotations

from dataclasses import dataclass

_ANIMALS = """
1F412|monkey|ape
1F415|dog|puppy,hound
1F98A|fox|
1F408|cat|kitten,kitty
1F981|lion|
1F405|tiger|
1F40E|horse|pony,stallion
1F993|zebra|
1F98C|deer|stag
1F404|cow|cattle
1F416|pig|hog
1F411|sheep|ewe,lamb
1F42A|camel|dromedary
1F992|giraffe|
1F418|elephant|
1F401|mouse|
1F407|rabbit|bunny,hare
1F43F|squirrel|chipmunk
1F994|hedgehog|
1F43B|bear|brown bear
1F428|koala|
1F43C|panda|
1F998|kangaroo|
1F413|rooster|cock,cockerel
1F426|bird|songbird|coloured
1F427|penguin|
1F986|duck|mallard
1F9A2|swan|
1F989|owl|
1F9A9|flamingo|
1F99A|peacock|
1F99C|parrot|
1F438|frog|toad
1F40A|crocodile|alligator
1F422|turtle|tortoise
1F40D|snake|
1F433|whale|
1F42C|dolphin|
1F420|fish|tropical fish|coloured
1F988|shark|
1F419|octopus|
1F980|crab|
1F40C|snail|
1F98B|butterfly||coloured
1F41D|bee|honeybee
1F41E|ladybird|ladybug,lady beetle
1F577|spider|
"""

_PLANTS = """
1F339|rose||coloured
1F33B|sunflower|
1F337|tulip||coloured
1FAB4|potted plant|house plant
1F332|fir tree|evergreen tree,pine tree
1F333|tree|deciduous tree
1F334|palm tree|palm
1F335|cactus|
1F340|clover|four-leaf clover
1F344|mushroom|toadstool
"""

_FOOD = """
1F347|bunch of grapes|grapes
1F349|watermelon|slice of watermelon
1F34B|lemon|
1F34C|banana|
1F34D|pineapple|
1F34E|apple||coloured
1F350|pear||coloured
1F352|pair of cherries|cherries,cherry
1F353|strawberry|
1F345|tomato|
1F951|avocado|
1F346|aubergine|eggplant
1F955|carrot|
1F33D|corn cob|corn,ear of corn,maize
1F966|broccoli|
1F35E|loaf of bread|bread,loaf
1F950|croissant|
1F968|pretzel|
1F9C0|wedge of cheese|cheese
1F354|hamburger|burger,cheeseburger
1F35F|french fries|fries,chips
1F355|slice of pizza|pizza
1F32D|hot dog|
1F366|ice cream cone|ice cream,soft ice cream
1F369|doughnut|donut
1F382|birthday cake|cake
1F9C1|cupcake|muffin
1F36D|lollipop|
2615|cup of coffee|coffee,hot beverage,cup of tea
1F377|glass of wine|wine glass,wine
1F37A|mug of beer|beer,beer mug
"""

_VEHICLES = """
1F682|steam train|train,locomotive
1F68C|bus|coach
1F691|ambulance|
1F692|fire engine|fire truck
1F693|police car|
1F695|taxi|cab
1F697|car|automobile|coloured
1F69A|truck|lorry,delivery truck
1F69C|tractor|
1F3CD|motorcycle|motorbike
1F6F5|scooter|motor scooter,moped|coloured
1F6B2|bicycle|bike|coloured
26F5|sailboat|sailing boat,yacht
2708|airplane|aeroplane,plane,aircraft
1F681|helicopter|
1F680|rocket|spaceship
1F6F8|flying saucer|ufo
"""

_OBJECTS = """
1F3E0|house|home,cottage
1F3F0|castle|palace
26FA|tent||coloured
26C4|snowman|
1F388|balloon||coloured
1F381|gift|present,wrapped gift|coloured
2602|umbrella||coloured
1F383|pumpkin|jack-o-lantern
26BD|football|soccer ball
1F3C0|basketball|
1F9F8|teddy bear|teddy
1F3B8|guitar|electric guitar
1F941|drum|
260E|telephone|phone
1F4F7|camera|
1F4FA|television|tv
1F4D5|book|closed book|coloured
1F56F|candle|
1F4A1|light bulb|bulb
23F0|alarm clock|clock
1F511|key|
1F528|hammer|
1F451|crown|
1F3A9|top hat|hat
1F455|t-shirt|shirt,tee|coloured
1F457|dress||coloured
1F392|backpack|rucksack|coloured
1F45C|handbag|purse|coloured
1F45F|running shoe|sneaker,trainer,shoe|coloured
1F3C6|trophy|cup
1FA91|chair||coloured
1F6C1|bathtub|bath
2693|anchor|
"""

_CATEGORIES = {"animal": _ANIMALS, "plant": _PLANTS, "food": _FOOD, "vehicle": _VEHICLES, "object": _OBJECTS}


@dataclass(frozen=True, slots=True)
class ThingEntry:
    """One line of the table. `code_point` is lower-case hexadecimal, as file names of icon sets have it."""

    code_point: str
    name: str
    synonyms: tuple[str, ...]
    category: str
    colourable: bool


def thing_entries() -> tuple[ThingEntry, ...]:
    """Every thing of the built-in library, in a fixed order."""
    entries: list[ThingEntry] = []
    for category, lines in _CATEGORIES.items():
        for line in lines.split("\n"):
            if not line.strip():
                continue
            fields = [*line.split("|"), ""][:4]
            synonyms = tuple(word.strip() for word in fields[2].split(",") if word.strip())
            entries.append(
                ThingEntry(fields[0].lower(), fields[1], synonyms, category, fields[3].strip() == "coloured")
            )
    return tuple(entries)
