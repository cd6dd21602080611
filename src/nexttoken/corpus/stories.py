"""Fairy tales from a seed.

    story = next(generate(1, seed=7))
    story.text      "A long time ago, there were three princesses in a distant kingdom: Adela, Brin and Cosima. ..."
    story.prompt    the beginning of it, up to where a model is asked to go on
    story.facts     who they were, what they could do, what they looked for: what a checker needs

A story is a chain of beats: opening, people, problem, clue, start, then the way there (a turn, a block that somebody's
skill overcomes, a trait at work), find, return, cure, ending. Each beat is a frame from the data modules. Story k of
a split depends on (seed, split, k) alone. The words are in `words`, `names`, `skills`, `plots`, `turns`, `openings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nexttoken.corpus import openings, plots, turns, words
from nexttoken.corpus.cast import SPLITS, new_name, people
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.frames import capital, fill, fitting, listed, with_article
from nexttoken.corpus.skills import BLOCKED, CALLED, CALLS, FEATS, SKILLS
from nexttoken.errors import UserError

SHORTEST, LONGEST = 70, 150  # words
MOST_CHARACTERS = 850
# What is said of people: everyone's trait and skill; traits, and the skill that helps; skills, and perhaps a trait.
_STYLES = {1: (6, 0, 2), 2: (5, 3, 2), 3: (1, 4, 3), 4: (0, 3, 3)}
# How likely a beat is that a story could do without: larger groups need the room.
_ROOM = {1: 0.35, 2: 0.2, 3: 0.1, 4: 0.05}
_SKILL = {skill.do: skill for skill in SKILLS}


@dataclass(frozen=True)
class Story:
    text: str
    facts: dict
    prompt: str


def generate(count: int, seed: int = 0, split: str = "train") -> Iterator[Story]:
    """`count` stories of a split. Raises UserError for a count below 1 or an unknown split."""
    if count < 1:
        raise UserError(f"count is {count}: ask for at least 1 story")
    if split not in SPLITS:
        raise UserError(f"split is {split!r}: use one of {', '.join(SPLITS)}")
    return (story(seed, split, k) for k in range(count))


def story(seed: int, split: str, k: int) -> Story:
    """Story number k. One that does not fit is told anew."""
    draw = Draw(f"{split} {seed} {k}")
    while True:
        told = _Telling(draw, split).story()
        if fits(told.text):
            return told


def fits(text: str) -> bool:
    """Neither too short nor too long, and no eight words twice."""
    words = text.lower().split()
    eights = set(zip(*(words[i:] for i in range(8))))
    return SHORTEST <= len(words) <= LONGEST and len(text) <= MOST_CHARACTERS and len(eights) == len(words) - 7


class _Telling:
    """One story while it is being told: its facts are drawn first, then its sentences."""

    def __init__(self, draw, split: str):
        self.draw, self.split = draw, split
        self.problem, self.turn = draw.pick(plots.PROBLEMS), draw.weighted(plots.TURNS, plots.TURN_WEIGHTS)
        self.single, self.plural, self.short, gender, self.courtly = self._kind()
        self.pronoun = gender or draw.pick(("she", "he"))
        cast = people(draw, split, self.count, self.pronoun, self.problem.name)
        self.solver = cast[0].name
        self.style = draw.weighted(("both", "traits", "skills"), _STYLES[self.count])
        self.cast = draw.several([self._trimmed(person) for person in cast], self.count)
        self.side = self._side([person.name for person in cast])
        self.skill = _SKILL[cast[0].skill]
        self.slots = self._slots()

    def _kind(self):
        singular, plural, short, gender, courtly, alone = self.draw.weighted(words.KINDS, words.KIND_WEIGHTS)
        self.count = self.draw.weighted((1, 2, 3, 4), (3, 3, 6, 2) if alone else (0, 4, 4, 2))
        return singular, plural, short, gender, courtly

    def _trimmed(self, person):
        """In some stories not everybody has both a trait and a skill."""
        helps = person.name == self.solver
        if self.style == "skills" and not (helps and self.draw.chance(0.5)):
            return person._replace(trait=None)
        if self.style == "traits" and not helps:
            return person._replace(skill=None)
        return person

    def _side(self, taken: list):
        """The side character of a turn: first mention, later mention, gender, name."""
        if self.turn == "animal":
            return *self.draw.pick(words.ANIMALS), "it", None
        if self.turn == "guardian":
            return *self.draw.pick(words.GUARDIANS), "it", None
        if self.turn not in ("helper", "temptation"):
            return None
        first, later, gender = self.draw.pick(words.HELPERS)
        if not self.draw.chance(0.4):
            return first, later, gender, None
        name = new_name(self.draw, self.split, gender, taken)
        return f"{first} [named|called] {name}", name, gender, name

    def _slots(self) -> dict:
        draw, she = self.draw, self.pronoun == "she"
        adjectives, nouns = words.OBJECTS[self.problem.objects]
        self.object = f"{draw.pick(adjectives)} {draw.pick(nouns)}"
        self.preposition, self.goal = draw.pick(words.GOALS)
        self.place = self._place()
        names = [person.name for person in self.cast]
        group = self._group()
        slots = {
            "num": words.NUMBERS[self.count], "kinds": self.plural, "a_kind": with_article(self.single),
            "in_place": self.place, "names": listed(names), "S": self.solver, "do": self.skill.do,
            "he": self.pronoun, "his": "her" if she else "his", "him": "her" if she else "him",
            "obj": "the " + self.object, "an_obj": with_article(self.object), "bare_obj": self.object,
            "goal": self.goal, "at_goal": f"{self.preposition} {self.goal}", "group": group,
            "their": ("her" if she else "his") if self.count == 1 else "their",
            "were": "was" if self.count == 1 else "were",
        }  # fmt: skip
        if self.side:
            slots["X"], slots["x"] = fill(self.side[0], {}, draw), self.side[1]
            slots["X_"] = capital(slots["X"])
        for key in ("in_place", "he", "his", "an_obj", "obj", "at_goal", "group"):
            slots[capital(key)] = capital(slots[key])
        return slots

    def _place(self) -> str:
        draw = self.draw
        if draw.chance(0.08):
            return f"in the kingdom of {draw.pick(words.REALM_STARTS)}{draw.pick(words.REALM_ENDS)}"
        return draw.pick(words.COURTLY if self.courtly else words.RURAL)

    def _group(self) -> str:
        if self.count == 1:
            return "the " + self.single
        return f"the {words.NUMBERS[self.count]} {self.short}" if self.draw.chance(0.5) else f"the {self.short}"

    def say(self, frames: tuple, **more) -> str:
        """A sentence or two from one of the frames."""
        draw, slots = self.draw, self.slots
        one, *others = draw.several(self.cast, len(self.cast))
        slots["M"], slots["O"] = one.name, others[0].name if others else None
        they = "they" if self.count > 1 else draw.pick((slots["group"], self.solver))
        slots["they"] = they
        slots["them"] = "them" if self.count > 1 else they
        slots["They"] = capital(they)
        return fill(draw.pick(fitting(frames, self.count == 1)), {**slots, **more}, draw)

    def story(self) -> Story:
        opening = self.say(openings.GROUP_OPENINGS if self.count > 1 else openings.SINGLE_OPENINGS)
        people = self.people()
        start = [self.say(plots.STARTS)] if self.extra() else []
        rest = [self.say(self.problem.wants), self.say(plots.CLUES), *start, *self.way(), *self.end()]
        prompt = self.prompt(opening, people)
        return Story(" ".join([opening, *people, *rest]), self.facts(), prompt)

    def extra(self) -> bool:
        return self.draw.chance(_ROOM[self.count])

    def people(self) -> list[str]:
        """Sentences that say what everyone is like and can do."""
        if self.count > 1 and self.draw.chance(0.4):
            traits = [person for person in self.cast if person.trait]
            skills = [person for person in self.cast if person.skill]
            return self.clauses("TRAIT", traits) + self.clauses("SKILL", skills)
        alike = {kind: (self.draw.pick(getattr(openings, kind)),) for kind in ("BOTH", "TRAIT_ONLY", "SKILL_ONLY")}
        same = self.draw.chance(0.4)
        said = []
        for person in self.cast:
            kind = "BOTH" if person.trait and person.skill else "TRAIT_ONLY" if person.trait else "SKILL_ONLY"
            said.append(self.say(alike[kind] if same else getattr(openings, kind), **self.person(person)))
        return said

    def clauses(self, what: str, cast: list) -> list[str]:
        """One sentence about several people, such as "A was brave and B was kind."."""
        if len(cast) == 1:
            return [self.say(getattr(openings, what + "_ONLY"), **self.person(cast[0]))]
        frame = self.draw.pick(getattr(openings, what + "_CLAUSE"))
        return [listed([frame.format_map(self.person(person)) for person in cast]) + "."] if cast else []

    def person(self, person) -> dict:
        trait = person.trait or ""
        return {"n": person.name, "trait": trait, "trait_": trait.capitalize(), "do": person.skill}

    def way(self) -> list[str]:
        """What happens between the start and the goal, the object found included."""
        deed = [self.deed()] if self.extra() else []
        if self.turn == "alone":
            return deed + self.blocked() + [self.say(turns.FINDS)]
        if self.turn == "guardian":
            return deed + self.blocked() + [self.turning()]
        before = [self.turning(), *deed] if self.draw.chance(0.5) else [*deed, self.turning()]
        return before + self.blocked() + [self.say(turns.FINDS)]

    def turning(self) -> str:
        bows = self.say(turns.BOWS)
        return self.say(turns.BY_TURN[self.turn], way=self.draw.pick(turns.WAYS), bows=bows)

    def blocked(self) -> list[str]:
        """Something is in the way, a skill is called for, its owner uses it."""
        block, feat = self.draw.pick(self.skill.blocks), self.draw.pick(self.skill.feats)
        way = self.say(BLOCKED, thing=block, Thing=capital(block))
        if self.draw.chance(0.85):
            return [way, self.say(CALLED, feat=feat)]
        return [way, self.say(CALLS), self.say(FEATS, feat=feat)]

    def deed(self) -> str:
        """Somebody acts as their trait says."""
        able = [person for person in self.cast if person.trait]
        if not able:
            return self.say(plots.WANDERING)
        person = self.draw.pick(able)
        deed = self.draw.pick(words.TRAITS[person.trait])
        return self.say(plots.DEEDS, T=person.name, deed=deed, trait=person.trait, trait_=capital(person.trait))

    def end(self) -> list[str]:
        home = [self.say(turns.RETURNS)] if self.extra() else []
        return [*home, self.say(self.problem.cures), self.say(openings.ENDINGS)]

    def prompt(self, opening: str, people: list[str]) -> str:
        """Up to the names, or with them, or with what everyone is like."""
        before_names = opening[: opening.index(self.slots["names"])].rstrip()
        kind = self.draw.weighted(("list", "names", "people"), (3, 3, 4))
        if kind == "list" and before_names:
            return before_names
        return opening if kind == "names" else " ".join([opening, *people])

    def facts(self) -> dict:
        return {
            "plot": f"{self.problem.name}/{self.turn}",
            "problem": self.problem.name,
            "turn": self.turn,
            "kind": self.plural,
            "count": self.count,
            "people": [person._asdict() for person in self.cast],
            "solver": self.solver,
            "place": self.place,
            "goal": self.goal,
            "object": self.object,
            "side": self.side and {"mention": self.side[1], "pronoun": self.side[2], "name": self.side[3]},
        }
