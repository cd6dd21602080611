"""How stories begin, how people are introduced, and how stories end."""

# The list of names may be asked of the model: such an opening ends in ":" or just before the names.
LISTS = (
    "A long time ago, there were {num} {kinds} {in_place}: {names}.",
    "A long time ago, there were {num} {kinds} {in_place}: {names}.",
    "A long time ago, {num} {kinds} lived {in_place}: {names}.",
    "Once upon a time, there were {num} {kinds} {in_place}: {names}.",
    "Once upon a time, {num} {kinds} lived {in_place}: {names}.",
    "Long ago, there lived {num} {kinds} {in_place}: {names}.",
    "Long, long ago, {num} {kinds} lived {in_place}: {names}.",
    "There were once {num} {kinds} {in_place}: {names}.",
    "{In_place} there lived {num} {kinds}: {names}.",
    "{In_place} there were once {num} {kinds}: {names}.",
    "Many [years|winters|summers] ago, there were {num} {kinds} {in_place}: {names}.",
    "When the world was young, {num} {kinds} lived {in_place}: {names}.",
    "In the days of the [old king|great snow|tall ships], {num} {kinds} lived {in_place}: {names}.",
    "This is the [story|tale] of {num} {kinds} who lived {in_place}: {names}.",
    "Once, when [wishes still helped|winters were longer|wolves still talked], {num} {kinds} lived {in_place}: {names}.",
    "[People|Grandmothers] still tell of {num} {kinds} who lived {in_place}: {names}.",
)
GROUP = LISTS + (
    "Once upon a time, {num} {kinds} lived {in_place}. Their names were {names}.",
    "A long time ago, {num} {kinds} lived {in_place}. Their names were {names}.",
    "[Long ago|Many years ago|Once], there were {num} {kinds} {in_place}. They were called {names}.",
    "There were once {num} {kinds} named {names}. They lived {in_place}.",
    "{In_place} lived {num} {kinds} called {names}.",
    "{In_place} lived {num} {kinds} whose names were {names}.",
    "{names} were {num} {kinds} who lived {in_place}.",
    "{names} were {num} {kinds}. They lived {in_place}.",
    "Not so long ago, {names} lived {in_place}. They were {num} {kinds}.",
    "[Have you heard of|Do you know] {names}? They were {num} {kinds} and lived {in_place}.",
    "{In_place} everybody knew the {num} {kinds} {names}.",
    "[Far from here|Far, far away], {in_place}, lived {num} {kinds} named {names}.",
)
SINGLE = (
    "A long time ago, there was {a_kind} {in_place}: {names}.",
    "Once upon a time, there was {a_kind} {in_place} named {names}.",
    "Once upon a time, {a_kind} lived {in_place}. {His} name was {names}.",
    "A long time ago, {a_kind} named {names} lived {in_place}.",
    "Long ago, there lived {a_kind} {in_place} called {names}.",
    "There was once {a_kind} named {names}, who lived {in_place}.",
    "{In_place} there lived {a_kind} named {names}.",
    "{In_place} there was once {a_kind} called {names}.",
    "{names} was {a_kind} who lived {in_place}.",
    "{names} was {a_kind} and lived {in_place}.",
    "Many [years|winters|summers] ago, {a_kind} called {names} lived {in_place}.",
    "When the world was young, {a_kind} named {names} lived {in_place}.",
    "This is the [story|tale] of {a_kind} named {names}, who lived {in_place}.",
    "[Have you heard of|Do you know] {names}? {He} was {a_kind} and lived {in_place}.",
    "[Far from here|Far, far away], {in_place}, lived {a_kind} named {names}.",
    "Not so long ago, {a_kind} called {names} lived {in_place}.",
)

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
    "{name} was {trait}.", "{name} was [very|always|rather] {trait}.", "{name} was the {trait} one.", "The {trait} one was {name}.",
    "Everybody called {name} {trait}.", "{name} was {trait} [from birth|by nature|in all things].",
    "{name} was known to be {trait}.", "[Most people|The neighbors] found {name} {trait}.",
    "If anyone was {trait}, it was {name}.", "Nobody was as {trait} as {name}.",
)
SKILL_ONLY = (
    "{name} could {skill}.", "{name} knew how to {skill}.", "{name} had learned to {skill}.", "The one who could {skill} was {name}.",
    "Nobody could {skill} like {name}.", "If anyone could {skill}, it was {name}.", "To {skill} was the joy of {name}.",
    "{name} could {skill} [well|like no other|in all weathers].", "{name} had one gift: {he} could {skill}.",
    "{name} loved to {skill}.", "[All day long|Even as a child], {name} loved to {skill}.", "What {name} loved most was to {skill}.",
)
PEOPLE = (TRAIT_ONLY, SKILL_ONLY, BOTH)
# One clause of a list, "A was brave, B was kind and C was clever."
TRAITS = ("{name} was {trait}", "{name} was the {trait} one")
SKILLS = ("{name} could {skill}", "{name} knew how to {skill}")

ENDINGS = (
    "And there the story ends.", "And that is the end of the story.", "So everything ended well.", "And so all was well again.",
    "And that is how it was, from that day on.", "And {S} is happy to this day.", "And {S} lived happily ever after.",
    "And {they} lived happily ever after.", "And so {they} lived happily ever after.",
    "{names} lived happily ever after.", "And {group} lived happily ever after.",
    "And {names} lived happily ever after.", "{S} lived happily ever after, and so did everyone else.",
    "From that day on, {names} [lived in peace|{were} never sad again|had nothing to fear].",
    "From that day on, {S} was [welcome in every house|loved by all|greeted by everyone].",
    "From that day on, whenever someone had to {do}, people sent for {S}.",
    "From that day on, when somebody had to {do}, [everyone asked for|they called] {S}.",
    "And from that day on, nobody ever laughed at {S} again.",
    "And from that day on, all was well [at home|in the land|for {S}].",
    "+ And from that day on, {group} never went anywhere alone.",
    "And to this day, people there tell of {S}.", "And to this day, people there tell of {S} and {obj}.",
    "And to this day, [children|old people] tell of {obj} and of {S}.",
    "To this day, {S} is remembered there.", "And people there remember {names} to this day.",
    "In the evening there was a feast for {names}, and all was well again.",
    "There was a [great|noisy] feast for {S}, and all was well again.",
    "All the bells rang for {S}, and all was well again.",
    "{S} slept soundly that night, and all was well again.",
    "{S} slept in {his} own bed that night, and all was well again.",
    "{S} laughed until {his} belly hurt, and all was well again.",
    "{S} told it to everyone {he} met, and {he} still tells the story today.",
    "And {names} never had to be afraid again.", "And {S} never had to be afraid again.",
    "{S} came home at last, and there the story ends.", "{They} came home at last, and there the story ends.",
    "{names} came home [hungry|late|tired but glad], and that is the end of the story.",
    "[That night|That evening], {names} slept soundly, and that is the end of the story.",
    "+ And if {they} have not moved away, {they} still live there.",
    "+ And if {names} have not moved away, they still live there.",
    "1 And if {S} has not moved away, {he} still lives there.",
    "And if {S} has not grown tired of it, {he} still tells the story today.",
    "{names} lived long and well, and {their} story is told to this day.",
    "So everything ended well for {names}.", "So everything ended well, thanks to {S}.",
    "So everything ended well, and {S} could laugh again.",
    "And that is how {S} saved the day.", "And that is how {S}, who could {do}, saved the day.",
    "+ And that is how {names} saved the day.",
    "[They say|People say] that {S} talks of {obj} to this day.",
)
# What the checker takes for an ending: every ending has one of these in its last sentence.
ENDING_MARKS = (
    "happily ever after", "from that day on", "to this day", "all was well", "never had to be afraid again",
    "there the story ends", "the end of the story", "still live", "still tells the story", "everything ended well",
    "that is how",
)
