"""What imperatives are read as, and what is only a description."""

import pytest

from lredit_core.prompt.commands import read_command
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.relation import Relation
from lredit_core.prompt.targets import EditTarget, parse_targets


def only(prompt: str, source_prompt: str = "", **said: EditIntent) -> EditTarget:
    (target,) = parse_targets(prompt, source_prompt, **said)
    return target


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("remove the car", "the car"),
        ("Remove the car!", "the car"),
        ("can you remove the car please", "the car"),
        ("please could you get rid of that dog for me?", "that dog"),
        ("erase the dog from the picture", "the dog"),
        ("get rid of the people", "the people"),
        ("take the car away", "the car"),
        ("make the dog disappear", "the dog"),
        ("without the dog", "the dog"),
        ("entferne das Auto", "the car"),
        ("entferne die Hunde", "the dogs"),
        ("entferne den großen Hund", "the large dog"),
        ("entferne die Bänke", "the benches"),
        ("nimm den Hund weg", "the dog"),
        ("ohne den Hund", "the dog"),
        ("把车去掉", "the car"),
        ("去掉那辆车", "the car"),
    ],
)
def test_what_should_go(prompt: str, thing: str) -> None:
    target = only(prompt)
    assert (target.intent, target.source_prompt, target.where, target.prompt) == (EditIntent.REMOVE, thing, thing, "")
    assert not target.problem


@pytest.mark.parametrize(
    ("prompt", "thing", "look", "is_inverted"),
    [
        ("make the car blue", "the car", "blue", False),
        ("paint the door dark green", "the door", "dark green", False),
        ("change the colour of the car to red", "the car", "red", False),
        ("brighten the dog", "the dog", "lighter", False),
        ("make the dog a bit darker", "the dog", "darker", False),
        ("make the car black and white", "the car", "black and white", False),
        ("turn the car gray", "the car", "grey", False),
        ("sharpen the cat", "the cat", "sharper", False),
        ("blur everything but the girl", "the girl", "blurred", True),
        ("black and white except the balloon", "the balloon", "black and white", True),
        ("everything sepia except for the cat", "the cat", "sepia", True),
        ("keep the balloon in colour", "the balloon", "black and white", True),
        ("desaturate the background of the dog", "the dog", "less saturated", True),
        ("make the picture brighter", "", "lighter", True),
        ("mach das Auto blau", "the car", "blue", False),
        ("färbe die Tür dunkelgrün", "the door", "dark green", False),
        ("alles außer dem Mädchen unscharf", "the girl", "blurred", True),
        ("把车变成蓝色", "the car", "blue", False),
        ("除了女孩都模糊", "the girl", "blurred", True),
        ("I want the car to be red", "the car", "red", False),
        ("the car should be red", "the car", "red", False),
        ("mach das rote Auto blau", "the red car", "blue", False),
        ("increase the contrast", "", "richer in contrast", True),
        ("more contrast", "", "richer in contrast", True),
        ("reduce the saturation of the car", "the car", "less saturated", False),
        ("erhöhe den Kontrast", "", "richer in contrast", True),
    ],
)
def test_what_should_look_otherwise(prompt: str, thing: str, look: str, is_inverted: bool) -> None:
    target = only(prompt)
    assert target.adjustment is not None
    assert (target.intent, target.source_prompt, target.adjustment.in_words) == (EditIntent.CHANGE, thing, look)
    assert (target.is_inverted, target.problem) == (is_inverted, "")


@pytest.mark.parametrize(
    ("prompt", "intent", "thing", "relation", "landmark"),
    [
        ("move the duck to the left", EditIntent.MOVE, "the duck", Relation.LEFT_OF, ""),
        ("move the cup to the left of the plate", EditIntent.MOVE, "the cup", Relation.LEFT_OF, "the plate"),
        ("put the cup on the table", EditIntent.MOVE, "the cup", Relation.ON, "the table"),
        ("move the duck into the water", EditIntent.MOVE, "the duck", Relation.ON, "the water"),
        ("verschiebe die Ente nach links", EditIntent.MOVE, "the duck", Relation.LEFT_OF, ""),
        ("stelle die Tasse auf den Tisch", EditIntent.MOVE, "the cup", Relation.ON, "the table"),
        ("把鸭子移到左边", EditIntent.MOVE, "the duck", Relation.LEFT_OF, ""),
        ("another duck", EditIntent.DOUBLE, "duck", None, ""),
        ("a second duck", EditIntent.DOUBLE, "duck", None, ""),
        ("another duck on the right", EditIntent.DOUBLE, "duck", Relation.RIGHT_OF, ""),
        ("another duck beside the boat", EditIntent.DOUBLE, "duck", Relation.BESIDE, "the boat"),
        ("double the duck", EditIntent.DOUBLE, "the duck", None, ""),
        ("noch eine Ente", EditIntent.DOUBLE, "the duck", None, ""),
        ("再来一只鸭子", EditIntent.DOUBLE, "the duck", None, ""),
    ],
)
def test_what_should_be_elsewhere_or_there_twice(
    prompt: str, intent: EditIntent, thing: str, relation: Relation | None, landmark: str
) -> None:
    target = only(prompt)
    assert (target.intent, target.source_prompt) == (intent, thing)
    assert (target.relation, target.landmark) == (relation, landmark)


def test_a_thing_grows_shrinks_and_is_mirrored_where_it_is() -> None:
    assert only("make the dog bigger").scale > 1 > only("shrink the dog").scale
    assert only("make the dog twice as big").scale == 2
    assert only("enlarge the dog by 20%").scale == only("make the dog 20 % bigger").scale == pytest.approx(1.2)
    assert only("make the dog smaller by 25 percent").scale == pytest.approx(0.75)
    assert only("make the dog 3 times bigger").scale == 3
    assert only("make the dog 300 times bigger").scale == 4
    assert only("把狗变大").scale > 1 > only("把狗变小一点").scale
    assert only("flip the dog").is_mirrored
    assert {only(text).intent for text in ("make the dog bigger", "flip the dog")} == {EditIntent.MOVE}


@pytest.mark.parametrize(
    ("prompt", "new", "thing"),
    [
        ("replace the car with a boat", "a boat", "the car"),
        ("turn the car into a boat", "a boat", "the car"),
        ("a boat instead of the car", "a boat", "the car"),
        ("make the car a boat", "a boat", "the car"),
        ("ersetze das Auto durch ein Boot", "a boat", "the car"),
        ("把猫换成狗", "a dog", "the cat"),
    ],
)
def test_one_sentence_replaces(prompt: str, new: str, thing: str) -> None:
    assert only(prompt) == EditTarget.of(new, thing)


def test_what_is_added_needs_no_place() -> None:
    assert only("add a balloon") == EditTarget("a balloon", "", EditIntent.ADD, "")
    assert only("add a balloon in the sky") == only("a balloon in the sky")
    assert only("put a cup beside the plate") == only("a cup beside the plate")
    assert only("add a balloon", "the sky").where == "the sky"


@pytest.mark.parametrize(
    "prompt",
    [
        "a red apple",
        "a black and white cat",
        "black and white",
        "cool jazz band",
        "warm bread",
        "dim sum",
        "copy machine",
        "push cart",
        "a double bed",
        "a light house",
        "a drop of water",
        "a cat with a hat",
    ],
)
def test_a_description_is_no_command(prompt: str) -> None:
    assert read_command(prompt) is None


@pytest.mark.parametrize(
    ("prompt", "intents"),
    [
        ("remove the car and add a bench", [EditIntent.REMOVE, EditIntent.ADD]),
        ("remove the car and the dog", [EditIntent.REMOVE] * 2),
        ("make the car blue and the door green", [EditIntent.CHANGE] * 2),
        ("make the car and the door blue", [EditIntent.CHANGE] * 2),
        ("replace the cat with a dog and the car with a boat", [EditIntent.REPLACE] * 2),
        ("make the dog smaller and move the cat up", [EditIntent.MOVE] * 2),
        ("remove the cat and keep the dog", [EditIntent.REMOVE, EditIntent.CHANGE]),
        ("remove the car; a bench", [EditIntent.REMOVE, EditIntent.REPLACE_ANY]),
        ("make the car black and white", [EditIntent.CHANGE]),
        ("make the car blue and bigger", [EditIntent.CHANGE, EditIntent.MOVE]),
        ("make the dog bigger and brighter", [EditIntent.MOVE, EditIntent.CHANGE]),
        ("make the dog black and white and bigger", [EditIntent.CHANGE, EditIntent.MOVE]),
        ("mach die Tasse größer und heller", [EditIntent.MOVE, EditIntent.CHANGE]),
    ],
)
def test_several_things_each_with_an_intent(prompt: str, intents: list[EditIntent]) -> None:
    assert [target.intent for target in parse_targets(prompt)] == intents


@pytest.mark.parametrize(
    ("prompt", "intent"),
    [
        ("nothing", EditIntent.REMOVE),
        ("dark green", EditIntent.CHANGE),
        ("blurred", EditIntent.CHANGE),
        ("bigger", EditIntent.MOVE),
        ("to the left", EditIntent.MOVE),
        ("remove", EditIntent.REMOVE),
        ("a red apple", EditIntent.REPLACE),
    ],
)
def test_what_is_said_of_a_thing_that_the_source_prompt_names(prompt: str, intent: EditIntent) -> None:
    target = only(prompt, "the car")
    assert (target.intent, target.source_prompt, target.problem) == (intent, "the car", "")


def test_what_is_said_last_counts_for_all_and_it_is_what_was_spoken_of_last() -> None:
    cat, dog = parse_targets("move the cat and the dog to the left")
    assert (cat.source_prompt, dog.source_prompt) == ("the cat", "the dog")
    assert cat.relation is dog.relation is Relation.LEFT_OF
    bigger, moved = parse_targets("make the dog bigger and move it to the left")
    assert bigger.source_prompt == moved.source_prompt == "the dog"
    assert only("remove it", "the car") == only("remove the car")
    hund, haus = parse_targets("entferne den Hund und das Haus")
    assert (hund.source_prompt, haus.source_prompt) == ("the dog", "the house")


def test_two_changes_in_one_breath_are_of_one_thing() -> None:
    for prompt, thing in (("make the car blue and bigger", "the car"), ("make the dog bigger and brighter", "the dog")):
        assert [target.source_prompt for target in parse_targets(prompt)] == [thing, thing]
    blue, bigger = parse_targets("make the car blue and bigger")
    assert blue.adjustment is not None and blue.adjustment.colour == "blue"
    assert bigger.scale > 1


def test_a_word_that_ends_like_a_direction_is_none() -> None:
    for thing in ("the cup", "the flower", "the teacup"):
        assert only(f"move {thing}").source_prompt == thing
    assert only("another cup").source_prompt == "cup"


def test_a_source_that_is_called_otherwise_is_the_same_thing() -> None:
    for source in ("das Auto", "a car", "The Car"):
        assert only("remove the car", source).problem == ""
    target = only("blur the background", "the dog")
    assert target.is_inverted and target.source_prompt == "the dog" and not target.problem


def test_places_are_no_things_to_stand_beside() -> None:
    assert only("put the cup beside the plate").is_beside_a_thing
    assert not only("move the duck into the water").is_beside_a_thing and not only("move the duck up").is_beside_a_thing


def test_which_intents_name_a_thing_that_is_there() -> None:
    named = {intent for intent in EditIntent if intent.names_a_thing}
    assert named == set(EditIntent) - {EditIntent.REPLACE_ANY, EditIntent.ADD}


def test_a_sentence_that_replaces_is_read_where_replacing_was_chosen() -> None:
    assert only("replace the cat with a dog", intent=EditIntent.REPLACE) == only("a dog", "the cat")


@pytest.mark.parametrize(
    ("prompt", "source_prompt", "words"),
    [
        ("remove", "", "Say what to remove"),
        ("remove everything", "", "the whole picture"),
        ("remove everything but the dog", "", "blur everything but the dog"),
        ("make the car faster", "", '"faster"'),
        ("blur the background", "", "Say what stays"),
        ("remove the dog", "the car", "Say one of them"),
        ("rotate the dog", "", '"rotate"'),
        ("replace the dog", "", "in its place"),
        ("make the shirt less red", "", '"less red"'),
        ("flip the picture", "", "the whole picture"),
        ("make the picture bigger", "", "the whole picture"),
        ("blur", "", "Say what to blur"),
        ("boost the car", "", '"boost"'),
        ("don't remove the dog", "", "needs no words"),
        ("do not change anything", "", "needs no words"),
        ("keep only the dog", "", "blur everything but the dog"),
        ("make it look like sunset", "", "make the picture warmer"),
        ("move the bird to the top right corner", "", "no place that is known"),
        ("move the bird 100 pixels down", "", "in numbers"),
        ("add two birds above the boat", "", "one at a time"),
        ("remove all the people", "", "one at a time"),
        ("swap the cat and the car", "", "change places"),
        ("flip the dog vertically", "", "left to right"),
        ("make the dog brighter but not bigger", "", "Say only what should change"),
        ("make the dog red and blue", "", 'Say one of them: "make the dog red"'),
    ],
)
def test_what_cannot_be_done_is_said(prompt: str, source_prompt: str, words: str) -> None:
    assert words in only(prompt, source_prompt).problem


def test_the_person_may_say_what_the_words_are_for() -> None:
    assert only("the car", intent=EditIntent.REMOVE) == only("remove the car")
    assert only("the car blue", intent=EditIntent.CHANGE) == only("make the car blue")
    assert only("the dog on the left", intent=EditIntent.DOUBLE).relation is Relation.LEFT_OF
    assert only("a car", "the dog", intent=EditIntent.REMOVE).source_prompt == "the dog"
    assert only("a car", intent=EditIntent.ADD) == only("add a car")
    assert only("another duck", intent=EditIntent.REPLACE) == EditTarget(
        "another duck", "", EditIntent.REPLACE_ANY, "another duck"
    )
    assert "how it should look" in only("the car", intent=EditIntent.CHANGE).problem
    assert [target.intent for target in parse_targets("the car and the dog", intent=EditIntent.REMOVE)] == [
        EditIntent.REMOVE
    ] * 2


@pytest.mark.parametrize(
    "prompt",
    [
        "remove the car",
        "make the door dark green",
        "make the car black and white",
        "blur everything but the girl",
        "make the picture warmer",
        "move the duck to the left",
        "move the duck up",
        "move the duck",
        "put the cup on the table",
        "move the cup to the left of the plate",
        "another duck",
        "another duck on the right",
        "another duck beside the boat",
        "make the dog bigger",
        "make the dog half the size",
        "make the dog 20% smaller",
        "increase the contrast of the dog",
        "flip the dog",
    ],
)
def test_a_target_can_be_asked_for_alone_in_its_own_words(prompt: str) -> None:
    target = only(prompt)
    assert only(target.own_prompt) == target
    assert only(target.own_prompt, target.source_prompt) == target


@pytest.mark.parametrize(
    ("prompt", "new", "landmark", "relation"),
    [
        ("setz eine Katze auf das Sofa", "a cat", "the sofa", Relation.ON),
        ("stell eine Katze aufs Sofa", "a cat", "the sofa", Relation.ON),
        ("在狗旁边加一只猫", "a cat", "the dog", Relation.BESIDE),
        ("put a hat on the dog", "a hat", "the dog", Relation.ON),
    ],
)
def test_what_is_put_beside_a_thing_is_added_there(prompt: str, new: str, landmark: str, relation: Relation) -> None:
    target = only(prompt)
    assert (target.intent, target.prompt, target.landmark, target.relation) == (EditIntent.ADD, new, landmark, relation)


@pytest.mark.parametrize("prompt", ["remove the", "move the", "make the blue"])
def test_an_article_names_nothing(prompt: str) -> None:
    command = read_command(prompt)
    assert command is not None and command.problem == "Say which thing is meant."
