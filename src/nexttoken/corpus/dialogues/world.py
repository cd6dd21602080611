"""All that there is to know: `FACTS`, by relation, topic and subject, and `MEMBERS` of groups such as fruits."""

from nexttoken.corpus.dialogues import everyday, lands, nature
from nexttoken.corpus.dialogues.relations import Fact, Relation, facts_of
from nexttoken.corpus.frames import with_article

_KIND = Relation("kind", "kinds", "the kind of thing that {x} is", everyday.KIND_ASKS, ("{x} is {a}.",),
                 near=("animals", "food", "everyday things", "plants", "words"))  # fmt: skip
_TABLES = (nature.ANIMALS, nature.COLORS, everyday.WORDS, everyday.CALENDAR, everyday.NUMBERS, everyday.THINGS,
           nature.FOOD, everyday.WORK, lands.KINGDOMS, lands.CASTLE)  # fmt: skip

RELATIONS = {relation.name: relation for table in _TABLES for relation in table} | {"kind": _KIND}
MEMBERS = {plural: tuple(names.split()) for _, plural, _, names, _ in everyday.GROUPS + everyday.MORE_GROUPS}
ARTICLED = frozenset(plural for _, plural, _, _, article in everyday.GROUPS if article)
GROUP_TOPIC = {plural: topic for _, plural, topic, _, _ in everyday.GROUPS + everyday.MORE_GROUPS}


def _kinds() -> list[Fact]:
    rows = [(kind, name, article) for kind, _, _, names, article in everyday.GROUPS for name in names.split()[:4]]
    return [Fact("kind", with_article(name) if article else name, (kind,)) for kind, name, article in rows]


FACTS = tuple(fact for table in _TABLES for relation in table for fact in facts_of(relation)) + tuple(_kinds())
BY_KEY = {fact.key: fact for fact in FACTS}
BY_RELATION = {name: tuple(fact for fact in FACTS if fact.relation == name) for name in RELATIONS}
# What somebody may be allowed to talk about; everything is of some kind, so "kinds" is no topic.
TOPICS = tuple(dict.fromkeys(relation.topic for relation in RELATIONS.values() if relation.name != "kind"))
# All words of the facts; the names among them nobody else may have.
WORDS = frozenset(word for fact in FACTS for text in (fact.x, *fact.answers) for word in text.split())
NAMES = frozenset(word for word in WORDS if word[0].isupper())
