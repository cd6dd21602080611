"""What people are like and can do: {name}, {trait}, {skill}."""

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
    "{Trait} {name} could {skill}.",
    "{Trait} {name} knew how to {skill}.",
    "{name} could {skill} and was [very|always|rather] {trait}.",
    "{name} could {skill}, and {he} was {trait}.",
    "{name} knew how to {skill} and was {trait} [by nature|from birth|besides].",
    "The one who could {skill} was {name}, and {he} was {trait}.",
    "The {trait} one was {name}, who could {skill}.",
)
TRAIT_ONLY = (
    "{name} was {trait}.",
    "{name} was [very|always|rather] {trait}.",
    "{name} was the {trait} one.",
    "The {trait} one was {name}.",
    "Everybody called {name} {trait}.",
    "{name} was {trait} [from birth|by nature|in all things].",
    "{name} was known to be {trait}.",
    "[Most people|The neighbors] found {name} {trait}.",
    "If anyone was {trait}, it was {name}.",
    "Nobody was as {trait} as {name}.",
)
SKILL_ONLY = (
    "{name} could {skill}.",
    "{name} knew how to {skill}.",
    "{name} had learned to {skill}.",
    "The one who could {skill} was {name}.",
    "Nobody could {skill} like {name}.",
    "If anyone could {skill}, it was {name}.",
    "To {skill} was the joy of {name}.",
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
