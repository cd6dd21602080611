"""Faults to plant in a story, one function a kind: (story, draw) -> the faulty text after the prompt, or None.

Each knows the story's facts; the checker that has to find the fault knows only the text.
"""

import re

from nexttoken.corpus import names, words
from nexttoken.corpus.skills import SKILLS


def _completion(story):
    return story.text[len(story.prompt) :]


def _people(story):
    return [person["name"] for person in story.facts["people"]]


def _swap(text, match, new):
    return text[: match.start()] + new + text[match.end() :]


def _replace_one(text, pattern, new, draw, after=0):
    """One occurrence of the pattern, beyond the first `after`, replaced; None if there is none."""
    matches = list(re.finditer(pattern, text))[after:]
    return _swap(text, draw.pick(matches), new) if matches else None


def _list_in_completion(story):
    """Whether the model was asked for the names."""
    return not any(name in story.prompt for name in _people(story))


def stranger(story, draw):
    """Late in the story somebody else's name stands for one of the people."""
    pool = names.SHE if story.facts["people"][0]["pronoun"] == "she" else names.HE
    new = draw.pick([name for name in pool if name not in story.text])
    text = _completion(story)
    middle = len(text) // 2
    late = _replace_one(text[middle:], rf"\b({'|'.join(_people(story))})\b", new, draw)
    return late and text[:middle] + late


def misspelt(story, draw):
    """Late in the story a name has lost a letter."""
    text, name = _completion(story), draw.pick(_people(story))
    middle = len(text) // 2
    cut = 1 + int(draw.random() * (len(name) - 1))
    late = _replace_one(text[middle:], rf"\b{name}\b", name[:cut] + name[cut + 1 :], draw)
    return late and text[:middle] + late


def duplicate(story, draw):
    """The list of names has one of them twice."""
    if story.facts["count"] < 2 or not _list_in_completion(story):
        return None
    one, other = draw.several(_people(story), 2)
    return _completion(story).replace(one, other, 1)


def dropped(story, draw):
    """The list of names lacks one."""
    people = _people(story)
    if len(people) < 2 or not _list_in_completion(story):
        return None
    listed = ", ".join(people[:-1]) + " and " + people[-1]
    people.remove(draw.pick(people))
    return _completion(story).replace(listed, ", ".join(people[:-1]) + " and " * (len(people) > 1) + people[-1], 1)


def wrong_owner(story, draw):
    """Somebody else uses the skill: the name in a sentence with its keyword, after the introduction."""
    facts, text = story.facts, _completion(story)
    if facts["count"] < 2:
        return None
    owner = next(person for person in facts["people"] if person["name"] == facts["solver"])
    keywords = next(skill.keywords for skill in SKILLS if skill.do == owner["skill"])
    other = draw.pick([name for name in _people(story) if name != owner["name"]])
    start = text.find(facts["object"])  # the introduction is over
    uses = rf"\b{owner['name']}\b (?=\w+ ?\w* ?\w* ?({'|'.join(keywords)})\b)"
    changed = _replace_one(text[start:], uses, other + " ", draw)
    return changed and text[:start] + changed


def wrong_trait(story, draw):
    """A sentence at the end gives somebody a trait that is somebody else's, or nobody's."""
    name = draw.pick(_people(story))
    trait = draw.pick([trait for trait in words.TRAITS if trait not in _traits_of(story, name)])
    last = draw.pick((f" {trait.capitalize()} {name} laughed.", f" {name} was {trait}.", f" How {trait} {name} was!"))
    head, tail = _completion(story).rsplit(". ", 1)
    return head + "." + last + " " + tail


def _traits_of(story, name):
    return [person["trait"] for person in story.facts["people"] if person["name"] == name]


def wrong_pronoun(story, draw):
    """One pronoun flipped, in a sentence that also names one of the people and nobody else."""
    flip = {"she": "he", "he": "she", "her": "his", "his": "her", "him": "her"}
    flip |= {word.capitalize(): other.capitalize() for word, other in flip.items()}
    text = _completion(story)
    matches = list(re.finditer(rf"\b({'|'.join(flip)})\b", text))
    if not matches:
        return None
    match = draw.pick(matches)
    return _swap(text, match, flip[match[0]])


def other_adjective(story, draw):
    """The object changes its adjective on a later mention."""
    adjective, noun = story.facts["object"].split(" ")
    pool = {word for adjectives, _ in words.OBJECTS.values() for word in adjectives} - {adjective}
    return _replace_one(_completion(story), f"the {adjective} {noun}", f"the {draw.pick(sorted(pool))} {noun}", draw)


def other_noun(story, draw):
    """The object becomes another thing on a later mention."""
    adjective, noun = story.facts["object"].split(" ")
    pool = {word for _, nouns in words.OBJECTS.values() for word in nouns} - {noun}
    return _replace_one(
        _completion(story), f"the {adjective} {noun}", f"the {adjective} {draw.pick(sorted(pool))}", draw
    )


def no_ending(story, draw):
    """The story stops before its last sentence, or in it."""
    text = _completion(story)
    head = re.split(r"(?<=[.!?]) ", text)[:-1]
    return " ".join(head) if draw.chance(0.5) else text[: -1 - int(draw.random() * 12)]


def repeated(story, draw):
    """A passage of at least eight words is told twice."""
    parts = _completion(story).split(" ")
    start = int(draw.random() * (len(parts) - 12))
    end = start + 8 + int(draw.random() * 4)
    return " ".join(parts[:end] + parts[start:])


# The check that has to find each.
FAULTS = {
    stranger: "introduced",
    misspelt: "introduced",
    duplicate: "distinct",
    dropped: "count",
    wrong_owner: "traits",
    wrong_trait: "traits",
    wrong_pronoun: "pronouns",
    other_adjective: "objects",
    other_noun: "objects",
    no_ending: "ending",
    repeated: "loops",
}
