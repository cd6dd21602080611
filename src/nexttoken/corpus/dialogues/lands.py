"""Facts of the kingdoms: eight lands, and who is who in the castle."""

from nexttoken.corpus.dialogues.relations import Relation

# land: capital, who rules it, river, color of the flag, animal on the flag, what it is known for
_LANDS = """
Snowdale: Winterby, Queen Aurora, Eisa, white, hare, wool
Amberland: Goldenau, King Prosper, Lisk, yellow, bear, honey
Isenfell: Hammerstad, King Torvald, Grimma, grey/gray, wolf, iron
Marenthal: Seaborough, Queen Isaura, Ondra, blue, swan, pearls
Rosmark: Dornau, Queen Violetta, Tessel, red, fox, roses
Hollowmere: Quellin, King Baldric, Murn, green, frog, baskets
Sundria: Solana, King Aurelio, Lumo, orange, lion, wine
Nightvale: Lunaris, Queen Selene, Umbra, black, owl, candles
"""
LANDS = {line.split(":")[0]: line.split(": ")[1].split(", ") for line in _LANDS.strip().split("\n")}


def _column(number: int) -> str:
    return "; ".join(f"{land}={row[number]}" for land, row in LANDS.items())


_RULERS = "; ".join(f"{land}={row[1]}/{row[1].split()[1]}" for land, row in LANDS.items())

KINGDOMS = (
    Relation(
        "capital", "the kingdoms", "the capital of {x}",
        asks=(
            "What is the capital of {x}?", "Which city is the capital of {x}?", "What is the capital city of {x}?",
            "Which town is the capital of {x}?", "{X} has which capital?", "What is the main city of {x}?",
            "From which city is {x} ruled?", "Tell me which city is the capital of {x}.",
            "Which capital does {x} have?",
        ),
        says=("the capital of {x} is {a}.",),
        follows=("What is its capital?", "Which city is the capital there?", "And the capital?", "And its capital?",
                 "What is the capital of that land?", "Which capital does it have?", "Tell me its capital.",
                 "And which city is its capital?"),
        table=_column(0),
    ),
    Relation(
        "ruler", "the kingdoms", "the ruler of {x}",
        asks=(
            "Who rules {x}?", "Who is the ruler of {x}?", "Who reigns in {x}?", "Who wears the crown of {x}?",
            "Who sits on the throne of {x}?", "{X} is ruled by whom?", "By whom is {x} ruled?",
            "Tell me who rules {x}.", "Which king or queen rules {x}?",
        ),
        says=("{a} rules {x}.",),
        follows=("Who rules there?", "Who rules it?", "And who is the ruler?", "Who wears the crown there?",
                 "And who rules there?", "Who is its ruler?", "Who sits on the throne there?", "Tell me who rules it."),
        table=_RULERS,
    ),
    Relation(
        "river", "the kingdoms", "the river of {x}",
        asks=(
            "Which river flows through {x}?", "What river flows through {x}?", "Which river is there in {x}?",
            "What is the river in {x} called?", "{X} has which river?", "On which river can I sail through {x}?",
            "Tell me which river flows through {x}.", "What is the name of the river in {x}?",
        ),
        says=("the river of {x} is the {a}.",),
        follows=("Which river flows there?", "And the river?", "What is its river called?", "And its river?",
                 "And which river is there?", "What river flows through it?", "Tell me its river.",
                 "Which river does it have?"),
        table=_column(2),
    ),
    Relation(
        "flag", "the kingdoms", "the color of the flag of {x}",
        asks=(
            "What color is the flag of {x}?", "Which color does the flag of {x} have?",
            "What color has the flag of {x}?",
            "I see the flag of {x}. What color is it?", "{X} has a flag of which color?",
            "In which color is the flag of {x}?", "Tell me what color the flag of {x} is.",
            "What colour is the flag of {x}?",
        ),
        says=("the flag of {x} is {a}.",),
        follows=("What color is its flag?", "And its flag?", "Which color does its flag have?", "And the flag?",
                 "And what color is the flag?", "What colour is its flag?", "Tell me the color of its flag.",
                 "What color is the flag there?"),
        near=("colors",),
        table=_column(3),
    ),
    Relation(
        "emblem", "the kingdoms", "the animal of {x}",
        asks=(
            "Which animal is on the flag of {x}?", "What animal is on the flag of {x}?", "Which animal stands for {x}?",
            "Which animal does {x} have on its flag?", "{X} has which animal on its flag?",
            "Which animal is the sign of {x}?", "What animal stands for {x}?", "Tell me which animal stands for {x}.",
        ),
        says=("the animal of {x} is the {a}.",),
        follows=("Which animal is on its flag?", "And its animal?", "Which animal stands for it?", "And the animal?",
                 "What animal is on its flag?", "And which animal is its sign?", "Which animal does it have?",
                 "Tell me its animal."),
        near=("animals",),
        table=_column(4),
    ),
    Relation(
        "known", "the kingdoms", "the pride of {x}",
        asks=(
            "What is {x} known for?", "What is {x} famous for?", "For what is {x} known?", "What comes from {x}?",
            "What does {x} sell to other lands?", "What do people buy in {x}?", "{X} is known for what?",
            "Tell me what {x} is known for.",
        ),
        says=("{x} is known for its {a}.",),
        follows=("What is it known for?", "What is it famous for?", "And what is it known for?",
                 "What comes from there?",
                 "What do people buy there?", "And what is that land known for?", "For what is it known?",
                 "Tell me what it is known for."),
        table=_column(5),
    ),
    Relation(
        "land_of", "the kingdoms", "the land that has the capital {x}",
        asks=(
            "{X} is the capital of which land?", "Of which land is {x} the capital?", "In which land is {x}?",
            "Which land has the capital {x}?", "Which land is ruled from {x}?", "{X} is the capital of what?",
            "In which land do I find the city of {x}?", "Tell me in which land {x} is.",
        ),
        says=("{x} is the capital of {a}.",),
        table="; ".join(f"{row[0]}={land}" for land, row in LANDS.items()),
    ),
)  # fmt: skip

CASTLE = (
    Relation(
        "castle", "the castle", "the name of {x} of the castle",
        asks=(
            "Who is {x} of the castle?", "What is {x} of the castle called?", "Who is {x} in the castle?",
            "How do you call {x} of the castle?", "Who works as {x} in the castle?", "{X} of the castle, who is that?",
            "I am looking for {x} of the castle. Who is it?", "Tell me who {x} of the castle is.",
        ),
        says=("{x} of the castle is {a}.",),
        table="""the cook=Bertilda; the gardener=Florin; the nurse=Osanna; the smith=Volkmar; the tailor=Zwirnel
            the doctor=Salvina; the painter=Pinselin; the fool=Kasperl""",
    ),
)  # fmt: skip
