"""What people are like and can do: {name}, {trait}, {skill}. The name comes first, here and later.

So what belongs to whom can be found by looking back from a name to what followed it last time. The other way round,
from a skill to its owner, is harder for a small model: see `training/binding.py`.
"""

# One person, trait and skill.
BOTH = (
    "{name} was {trait} and could {skill}.",
    "{name} was {trait} and knew how to {skill}.",
    "{name} was {trait}, and {he} could {skill}.",
    "{name} was {trait}. {He} could {skill}.",
    "{name} was [very|always] {trait} and could {skill} [well|like no other|in all weathers].",
    "{name} was the {trait} one, and {he} could {skill}.",
    "{name}, who was {trait}, could {skill}.",
    "{name} was {trait} and had learned to {skill}.",
    "{name}, {trait} as [few|nobody else], could {skill}.",
    "{name}, always {trait}, knew how to {skill}.",
    "{name} could {skill} and was [very|always|rather] {trait}.",
    "{name} could {skill}, and {he} was {trait}.",
    "{name} knew how to {skill} and was {trait} [by nature|from birth|besides].",
    "{name} was the one who could {skill}, and {he} was {trait}.",
    "{name}, the {trait} one, could {skill}.",
)
TRAIT_ONLY = (
    "{name} was {trait}.",
    "{name} was [very|always|rather] {trait}.",
    "{name} was the {trait} one.",
    "{name} was [called|thought] {trait}.",
    "Everybody called {name} {trait}.",
    "{name} was {trait} [from birth|by nature|in all things].",
    "{name} was known to be {trait}.",
    "[Most people|The neighbors] found {name} {trait}.",
    "{name} was {trait} if anyone was.",
    "{name} was as {trait} as nobody else.",
)
SKILL_ONLY = (
    "{name} could {skill}.",
    "{name} knew how to {skill}.",
    "{name} had learned to {skill}.",
    "{name} was the one who could {skill}.",
    "Like nobody else, {name} could {skill}.",
    "{name}, if anyone, could {skill}.",
    "For {name} it was a joy to {skill}.",
    "{name} could {skill} [well|like no other|in all weathers].",
    "{name} had one gift: {he} could {skill}.",
    "{name} loved to {skill}.",
    "[All day long|Even as a child], {name} loved to {skill}.",
    "What {name} loved most was to {skill}.",
)
PEOPLE = (TRAIT_ONLY, SKILL_ONLY, BOTH)
# One clause of a list, "A was brave, B was kind and C was clever."
TRAITS = ("{name} was {trait}", "{name} was the {trait} one")
SKILLS = ("{name} could {skill}", "{name} knew how to {skill}")
