"""How stories begin.

A story that is to be continued from before its names is cut there: "...in a distant kingdom:" or "...were called".
"""

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
    "Once, when [wishes still helped|winters were longer], {num} {kinds} lived {in_place}: {names}.",
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
    "Once upon a time, there was {a_kind} named {names} {in_place}.",
    "Once upon a time, {a_kind} lived {in_place}. {His} name was {names}.",
    "A long time ago, {a_kind} named {names} lived {in_place}.",
    "Long ago, there lived {a_kind} called {names} {in_place}.",
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
