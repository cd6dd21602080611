"""Fairy tales from a seed.

    story = next(generate(1, seed=345))
    story.text      "A long time ago, there were three princesses in a distant kingdom: Constanza, Vilma ..."
    story.prompt    the beginning of it, up to where a model is asked to go on
    story.facts     who they were, what they could do, what they looked for: what a checker needs

A story is a chain of beats: opening, people, problem, clue, start, the way there (a turn of the plot, a block that
somebody's skill overcomes), find, return, cure, ending. Each beat is one frame from the data modules: `openings`,
`introductions`, `problems`, `journey`, `turns`, `trials`, `skills`, `endings`, filled with `names` and `words`. Story k
of a split depends on (seed, split, k) alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nexttoken.corpus import introductions, journey, openings, splits, trials, turns, words
from nexttoken.corpus.cast import new_name, people
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.endings import ENDINGS
from nexttoken.corpus.frames import capital, fill, fitting, listed, refers_back, with_article
from nexttoken.corpus.problems import PROBLEMS
from nexttoken.corpus.skills import SKILLS

SHORTEST, LONGEST = 70, 150  # words
MOST_CHARACTERS = 800
# How likely it is that people have traits besides their skills: larger groups have no room for both.
_TRAITS = {1: 0.75, 2: 0.6, 3: 0.3, 4: 0.0}
# How likely a beat is that a story could do without: larger groups need the room.
_EXTRA = {1: 0.35, 2: 0.2, 3: 0.1, 4: 0.05}
# Slots that may begin a sentence: {Group} is {group} with a capital.
_CAPITALS = ("group", "he", "his", "in_place", "at_goal", "obj", "an_obj", "first")
_SKILL = {skill.do: skill for skill in SKILLS}


@dataclass(frozen=True)
class Story:
    text: str
    facts: dict
    prompt: str


def generate(count: int, seed: int = 0, split: str = "train") -> Iterator[Story]:
    """`count` stories of a split. Raises UserError for a count below 1 or an unknown split."""
    splits.check(count, split, "story")
    return (story(seed, split, k) for k in range(count))


def story(seed: int, split: str, k: int) -> Story:
    """Story number k. One that does not fit is told anew."""
    draw = Draw(f"{split} {seed} {k}")
    while True:
        told = Telling(draw, split).story()
        if fits(told.text):
            return told


def fits(text: str) -> bool:
    """Neither too short nor too long, and no eight words twice."""
    words, runs = len(text.split()), eights(text)
    return SHORTEST <= words <= LONGEST and len(text) <= MOST_CHARACTERS and len(set(runs)) == words - 7


def eights(text: str) -> list[tuple[str, ...]]:
    """All runs of eight words of a text, in lower case, with their punctuation; none for a shorter text."""
    words = text.lower().split()
    return list(zip(*(words[start:] for start in range(8))))


class Telling:
    """One story while it is being told: its facts are drawn first, then its sentences."""

    def __init__(self, draw, split: str):
        self.draw = draw
        self.problem, self.turn = draw.pick(PROBLEMS), draw.weighted(tuple(turns.TURNS), turns.TURNS.values())
        self.kind = draw.weighted(words.KINDS, words.KIND_WEIGHTS)
        self.count = draw.weighted((1, 2, 3, 4), (3, 3, 6, 2) if self.kind.alone else (0, 4, 4, 2))
        self.pronoun = self.kind.pronoun or draw.pick(("she", "he"))
        self.cast, self.solver = self._cast(split)
        self.side = self._side(split)
        adjectives, nouns = words.OBJECTS[self.problem.objects]
        self.object = f"{draw.pick(adjectives)} {draw.pick(nouns)}"
        self.preposition, self.goal = draw.pick(words.GOALS)
        self.place = self._place()
        self.slots = self._slots()

    def _cast(self, split: str):
        """All people in the order of the opening, and the one whose skill will help."""
        cast = people(self.draw, split, self.count, self.pronoun, self.problem.name)
        if not self.draw.chance(_TRAITS[self.count]):
            cast = [person._replace(trait=None) for person in cast]
        return self.draw.several(cast, self.count), cast[0]

    def _side(self, split: str):
        """The side character of the turn, if it has one."""
        side = turns.SIDES.get(self.turn)
        if not side:
            return None
        side = self.draw.pick(side)
        if side.pronoun == "it" or not self.draw.chance(0.4):
            return side
        name = new_name(self.draw, split, side.pronoun, [person.name for person in self.cast])
        return side._replace(first=f"{side.first} {self.draw.pick(('named', 'called'))} {name}", later=name, name=name)

    def _place(self) -> str:
        if self.draw.chance(0.08):
            return f"in the kingdom of {self.draw.pick(words.REALM_STARTS)}{self.draw.pick(words.REALM_ENDS)}"
        return self.draw.pick(words.COURTLY if self.kind.courtly else words.RURAL)

    def _slots(self) -> dict:
        """What the slots of the frames stand for in this story."""
        she, single = self.pronoun == "she", self.count == 1
        group = self.kind.singular if single else self.kind.short
        if not single and self.draw.chance(0.5):
            group = f"{words.NUMBERS[self.count]} {group}"
        slots = {
            "num": words.NUMBERS[self.count],
            "kinds": self.kind.plural,
            "a_kind": with_article(self.kind.singular),
            "group": f"the {group}",
            "names": listed([person.name for person in self.cast]),
            "S": self.solver.name,
            "do": self.solver.skill,
            "he": self.pronoun,
            "his": "her" if she else "his",
            "him": "her" if she else "him",
            "their": ("her" if she else "his") if single else "their",
            "were": "was" if single else "were",
            "in_place": self.place,
            "goal": self.goal,
            "at_goal": f"{self.preposition} {self.goal}",
            "obj": f"the {self.object}",
            "an_obj": with_article(self.object),
            "bare_obj": self.object,
        }
        if self.side:
            slots |= {"first": self.side.first, "later": self.side.later}
        return slots | {capital(slot): capital(slots[slot]) for slot in _CAPITALS if slot in slots}

    def say(self, frames: tuple, **more) -> str:
        """A sentence or two from one of the frames, with {M} and {O} two of the people."""
        single, slots = self.count == 1, self.slots
        frame, one = self.draw.pick(fitting(frames, single)), self.draw.pick(self.cast)
        slots["M"] = one.name
        if single:
            slots["them"] = self.draw.pick((slots["group"], one.name))
            slots["they"] = self.pronoun if refers_back(frame) else slots["them"]
        else:
            slots["them"], slots["they"] = "them", "they"
            slots["O"] = self.draw.pick([person.name for person in self.cast if person is not one])
        slots["They"] = capital(slots["they"])
        slots.update(more)
        return fill(frame, slots, self.draw)

    def extra(self, tell) -> list[str]:
        """A beat that a story can do without."""
        return [tell()] if self.draw.chance(_EXTRA[self.count]) else []

    def story(self) -> Story:
        opening = self.say(openings.GROUP if self.count > 1 else openings.SINGLE)
        people = self.people()
        problem = [self.say(self.problem.wants), self.say(journey.CLUES), *self.extra(self.start)]
        end = [*self.extra(self.way_back), self.say(self.problem.cures), self.say(ENDINGS)]
        text = " ".join([opening, *people, *problem, *self.way(), *end])
        return Story(text, self.facts(), self.prompt(opening, people))

    def people(self) -> list[str]:
        """Sentences that say what everyone is like and can do."""
        if self.count > 1 and self.draw.chance(0.4):
            traits = [person._replace(skill=None) for person in self.cast if person.trait]
            able = [person._replace(trait=None) for person in self.cast if person.skill]
            return self.clauses(introductions.TRAITS, traits) + self.clauses(introductions.SKILLS, able)
        parallel = [(self.draw.pick(frames),) for frames in introductions.PEOPLE]
        frames = parallel if self.draw.chance(0.4) else introductions.PEOPLE
        return [self.introduction(frames, person) for person in self.cast]

    def introduction(self, frames: tuple, person) -> str:
        """A sentence about one person, from frames about a trait, about a skill, or about both."""
        about_trait, about_skill, about_both = frames
        fit = about_both if person.trait and person.skill else about_trait if person.trait else about_skill
        return self.say(fit, **person._asdict())

    def clauses(self, frames: tuple, cast: list) -> list[str]:
        """One sentence about several people: "A was brave and B was kind." """
        if len(cast) < 2:
            return [self.introduction(introductions.PEOPLE, person) for person in cast]
        frame = self.draw.pick(frames)
        return [listed([frame.format_map(person._asdict()) for person in cast]) + "."]

    def start(self) -> str:
        return self.say(journey.STARTS)

    def way_back(self) -> str:
        return self.say(journey.RETURNS)

    def way(self) -> list[str]:
        """From home to where the object is, and how it is found."""
        if self.turn == "guardian":
            return [*self.extra(self.deed), self.trial(self.solver), self.turning()]
        before = [] if self.turn == "alone" else [self.turning()]
        deed = self.extra(self.deed)
        before = deed + before if self.draw.chance(0.5) else before + deed
        return [*before, self.trial(self.solver), self.say(journey.FINDS)]

    def turning(self) -> str:
        return self.say(turns.FRAMES[self.turn], way=self.draw.pick(turns.WAYS), bow=self.draw.pick(turns.BOWS))

    def deed(self) -> str:
        """Somebody acts as their trait says."""
        able = [person for person in self.cast if person.trait]
        if not able:
            return self.say(journey.WANDERING)
        return self.deed_of(self.draw.pick(able))

    def deed_of(self, person) -> str:
        """This one acts so."""
        deed = self.draw.pick(words.TRAITS[person.trait])
        return self.say(journey.DEEDS, **person._asdict(), deed=deed)

    def trial(self, person) -> str:
        """Something is in the way, and the one whose skill helps uses it: the name comes first, then the skill."""
        return self.say(trials.AHEAD, **self.task(person))

    def task(self, person) -> dict:
        """What is in the way, and what is done about it by whom: {thing}, {feat}, {S} and {do}."""
        skill = _SKILL[person.skill]
        thing, feat = (fill(self.draw.pick(texts), {}, self.draw) for texts in (skill.blocks, skill.feats))
        return {"S": person.name, "do": person.skill, "thing": thing, "Thing": capital(thing), "feat": feat}

    def prompt(self, opening: str, people: list[str]) -> str:
        """Up to the names, or with them, or with what everyone is like."""
        before_names = opening[: opening.index(self.slots["names"])].rstrip()
        kind = self.draw.weighted(("list", "names", "people"), (3, 3, 4))
        if kind == "list" and before_names:
            return before_names
        return " ".join([opening, *people]) if kind == "people" else opening

    def facts(self) -> dict:
        return {
            "plot": f"{self.problem.name}/{self.turn}",
            "problem": self.problem.name,
            "turn": self.turn,
            "kind": self.kind.plural,
            "count": self.count,
            "people": [person._asdict() for person in self.cast],
            "solver": self.solver.name,
            "place": self.place,
            "goal": self.goal,
            "object": self.object,
            "side": self.side and self.side._asdict(),
        }
