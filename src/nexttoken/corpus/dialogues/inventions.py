"""Names that nobody can know by heart: people, places and words, listed ones and made-up ones of many lengths.

Rare names are copied worst, so a model has to meet spellings of every kind: `Ada`, `Nimevithea`, `Druskobi`.
"""

from nexttoken.corpus import names, words
from nexttoken.corpus.dialogues.world import NAMES, WORDS

_ONSETS = "b bl br ch d dr f fl g gl gr h j k kl kr l m n p pl pr qu r s sch sh sk sl sn st str t th tr v w x y z zw"
_ONSETS = _ONSETS.split()
_VOWELS = "a e i o u a e i o u ai au ea ee ie oa oo ou ui"
_VOWELS = _VOWELS.split()
_CODAS = ["", "", "", "", "l", "m", "n", "r", "s", "t", "ck", "ff", "ld", "nd", "ng", "nk", "rn", "st", "x", "zz"]
_PLACE_ENDS = "berg borough burg by dorf field ford fort gate ham haven hill hurst mouth port stad ton vale ville wick"
_PLACE_ENDS = _PLACE_ENDS.split()
_ENDS = "bo du fle gor ka lop mik nu pel quin rax sel ta vim wock zel"
_ENDS = _ENDS.split()
CITIES = tuple(
    """
Paris|London|Rome|Berlin|Madrid|Vienna|Oslo|Lisbon|Athens|Dublin|Warsaw|Prague|Helsinki|Stockholm|Copenhagen|Amsterdam
Brussels|Budapest|Cairo|Nairobi|Lagos|Tokyo|Beijing|Shanghai|Delhi|Mumbai|Bangkok|Jakarta|Manila|Sydney|Melbourne
Toronto|Boston|Chicago|Denver|Seattle|Houston|New York|San Francisco|Los Angeles|Mexico City|Lima|Bogota|Santiago
Hamburg|Munich|Cologne|Milan|Naples|Lyon|Seville|Geneva|Zurich|Istanbul|Moscow|Seoul|Singapore|Hanoi|Dubai|Havana
""".strip().replace("\n", "|").split("|")
)  # fmt: skip


def syllables(draw, least: int = 1, most: int = 3) -> str:
    count = draw.pick(range(least, most + 1))
    return "".join(draw.pick(_ONSETS) + draw.pick(_VOWELS) for _ in range(count)) + draw.pick(_CODAS)


def name(draw, pronoun: str = "") -> str:
    """A person's name: listed, built as in the stories, or invented. With a pronoun, "she" or "he", one that fits."""
    while True:
        found = _name(draw, pronoun or draw.pick(("she", "he")))
        if found not in NAMES:
            return found


def _name(draw, pronoun: str) -> str:
    kind = draw.weighted(("listed", "built", "invented"), (5, 3, 3))
    if kind == "listed":
        return draw.pick(names.SHE if pronoun == "she" else names.HE)
    if kind == "built":
        ends = names.SHE_ENDS if pronoun == "she" else names.HE_ENDS
        return draw.pick(names.STARTS) + draw.pick(names.MIDDLES) + draw.pick(ends)
    return syllables(draw, 2, 3).capitalize()


def place(draw) -> str:
    """A town: a real one, or an invented one."""
    return draw.pick(CITIES) if draw.chance(0.3) else land(draw)


def land(draw) -> str:
    """A place that does not exist."""
    kind = draw.weighted(("realm", "built", "invented"), (2, 3, 3))
    if kind == "realm":
        return draw.pick(words.REALM_STARTS) + draw.pick(words.REALM_ENDS)
    if kind == "built":
        return draw.pick(names.STARTS) + draw.pick(_PLACE_ENDS)
    return syllables(draw).capitalize() + draw.pick(_PLACE_ENDS)


def word(draw) -> str:
    """A noun that does not exist, as far as the world knows."""
    while True:
        found = syllables(draw, 1, 2) + draw.pick(_ENDS)
        if found not in WORDS:
            return found


def thing(draw) -> str:
    """A thing of the stories: "silver comb"."""
    adjectives, nouns = draw.pick(tuple(words.OBJECTS.values()))
    return f"{draw.pick(adjectives)} {draw.pick(nouns)}"
