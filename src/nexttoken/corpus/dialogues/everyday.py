"""Facts of everyday life: words, the calendar, numbers, things, work, and what there are several of."""

from nexttoken.corpus.dialogues.relations import Relation

WORDS = (
    Relation(
        "opposite", "words", "the opposite of {x}",
        asks=(
            "What is the opposite of {x}?", "Which word is the opposite of {x}?", "What is the reverse of {x}?",
            "If it is not {x}, what is it?", "Not {x}, but what?", "{X} and its opposite, what is that?",
            "Which word means the opposite of {x}?", "Tell me a word that means the opposite of {x}.",
            "What do you call the opposite of {x}?",
        ),
        says=("the opposite of {x} is {a}.",),
        table="""hot=cold; cold=hot; big=small/little; small=big/large; up=down; down=up; fast=slow; slow=fast
            happy=sad
            sad=happy; open=closed/shut; closed=open; left=right; right=left/wrong; full=empty; empty=full; wet=dry
            dry=wet; loud=quiet/soft/silent; quiet=loud; rich=poor; poor=rich; early=late; late=early; high=low
            low=high""",
    ),
    Relation(
        "plural", "words", "the plural of {x}",
        asks=(
            "What is the plural of {x}?", "What do you call more than one {x}?", "One {x}, two what?",
            "Which word means more than one {x}?", "How do you say {x} in the plural?",
            "I have one {x}, she has two what?",
            "What is the word for many of {x}?", "What comes after one {x}: two what?",
            "Tell me the plural form of {x}.",
        ),
        says=("the plural of {x} is {a}.",),
        table="""mouse=mice; foot=feet; tooth=teeth; child=children; man=men; woman=women; leaf=leaves; knife=knives
            wolf=wolves; ox=oxen""",
    ),
)  # fmt: skip

CALENDAR = (
    Relation(
        "day_after", "the calendar", "the day after {x}",
        asks=(
            "Which day comes after {x}?", "What day follows {x}?", "What comes after {x}?", "What day comes after {x}?",
            "Today is {x}. What day is tomorrow?", "If today is {x}, what is tomorrow?", "Which day follows {x}?",
            "Tell me which day comes after {x}.", "What day is it when {x} is over?",
        ),
        says=("{a} comes after {x}.",),
        follows=("And the day after that?", "And after that?", "Which day comes next?", "And then?",
                 "What day comes after that?", "And the next day?", "What comes next?", "Which day follows that one?"),
        table="""Monday=Tuesday; Tuesday=Wednesday; Wednesday=Thursday; Thursday=Friday; Friday=Saturday
            Saturday=Sunday
            Sunday=Monday""",
    ),
    Relation(
        "day_before", "the calendar", "the day before {x}",
        asks=(
            "Which day comes before {x}?", "What day is before {x}?", "What comes before {x}?",
            "What day comes before {x}?", "Today is {x}. What day was yesterday?",
            "If today is {x}, what was yesterday?",
            "Which day is right before {x}?", "What day was it before {x} began?",
            "Tell me which day comes before {x}.",
        ),
        says=("{a} comes before {x}.",),
        table="""Monday=Sunday; Tuesday=Monday; Wednesday=Tuesday; Thursday=Wednesday; Friday=Thursday; Saturday=Friday
            Sunday=Saturday""",
    ),
    Relation(
        "month_after", "the calendar", "the month after {x}",
        asks=(
            "Which month comes after {x}?", "What month follows {x}?", "What comes after {x}?",
            "What month comes after {x}?", "It is {x}. Which month is next?", "Which month follows {x}?",
            "When {x} is over, which month begins?", "What is the next month after {x}?",
            "Tell me which month comes after {x}.",
        ),
        says=("{a} comes after {x}.",),
        follows=("And the month after that?", "And after that?", "Which month comes next?", "And then?",
                 "What month comes after that?", "And the next month?", "What comes next?",
                 "Which month follows that one?"),
        table="""January=February; February=March; March=April; April=May; May=June; June=July; July=August
            August=September; September=October; October=November; November=December; December=January""",
    ),
    Relation(
        "month_before", "the calendar", "the month before {x}",
        asks=(
            "Which month comes before {x}?", "What month is before {x}?", "What comes before {x}?",
            "What month comes before {x}?", "It is {x}. Which month was the last one?",
            "Which month is right before {x}?",
            "Which month ends when {x} begins?", "Tell me which month comes before {x}.",
        ),
        says=("{a} comes before {x}.",),
        table="""January=December; February=January; March=February; April=March; May=April; June=May; July=June
            August=July; September=August; October=September; November=October; December=November""",
    ),
)  # fmt: skip

NUMBERS = (
    Relation(
        "sides", "numbers", "the number of sides of {x}",
        asks=(
            "How many sides does {x} have?", "How many sides has {x}?", "How many sides are there on {x}?",
            "{X} has how many sides?", "Count the sides of {x}.", "How many sides has {x} got?",
            "I draw {x}. How many sides do I draw?", "Tell me how many sides {x} has.",
        ),
        says=("{x} has {a} sides.",),
        table="""a triangle=three; a square=four; a pentagon=five; a hexagon=six; an octagon=eight
            a circle=none/no sides""",
    ),
    Relation(
        "count", "numbers", "the number of {x}",
        asks=(
            "How many {head} are there {tail}?", "I count the {x}. How many are there?",
            "How many {head} do you count {tail}?",
            "{Tail}, how many {head} are there?", "There are how many {head} {tail}?", "Count the {x}.",
            "How many {head} can you find {tail}?", "Tell me how many {head} there are {tail}.",
        ),
        says=("there are {a} {x}.",),
        near=("the calendar",),
        table="""days in a week=seven; months in a year=twelve; hours in a day=twenty-four; minutes in an hour=sixty
            seconds in a minute=sixty; seasons in a year=four; fingers on a hand=five; wheels on a bicycle=two
            wheels on a car=four; strings on a violin=four; letters in the alphabet=twenty-six
            eggs in a dozen=twelve""",
    ),
)  # fmt: skip

THINGS = (
    Relation(
        "use", "everyday things", "the right thing for {x}",
        asks=(
            "What do you use for {x}?", "What is used for {x}?", "What do I need for {x}?", "What is good for {x}?",
            "Which thing helps with {x}?", "What should I take for {x}?", "{X}: what do I need?",
            "Tell me what I need for {x}.", "What do people use for {x}?",
        ),
        says=("you use {a} for {x}.",),
        table="""cutting paper=scissors; sweeping the floor=a broom; sewing on a button=a needle; opening a lock=a key
            telling the time=a clock/a watch; eating soup=a spoon; digging a hole=a spade/a shovel
            driving in a nail=a hammer; writing a letter=a pen/a pencil; washing your hands=soap
            seeing your face=a mirror
            climbing to the roof=a ladder; drinking tea=a cup; cutting bread=a knife; boiling water=a kettle/a pot
            keeping dry in the rain=an umbrella""",
    ),
    Relation(
        "made", "everyday things", "the stuff that {x} is made of",
        asks=(
            "What is {x} made of?", "What is {x} made from?", "Of what is {x} made?", "From what do you make {x}?",
            "What do you need to make {x}?", "{X} is made of what?", "Tell me what {x} is made of.",
            "What does one make {x} from?",
        ),
        says=("{x} is made of {a}.",),
        near=("food",),
        table="""bread=flour; cheese=milk; butter=milk; glass=sand; paper=wood; wine=grapes; a candle=wax
            chocolate=cocoa
            an omelette=eggs; a snowman=snow; a tire=rubber; a scarf=wool""",
    ),
    Relation(
        "sense", "everyday things", "the part of the body that you {x} with",
        asks=(
            "What do you {x} with?", "With what do you {x}?", "What do people {x} with?", "What do I need to {x}?",
            "Which part of the body do you use to {x}?", "I want to {x}. What do I use?", "With which part do you {x}?",
            "Tell me what we {x} with.",
        ),
        says=("you {x} with your {a}.",),
        table="""see=eyes; hear=ears; smell=nose; taste=tongue; think=brain/head; walk=legs/feet; chew=teeth
            breathe=lungs/nose""",
    ),
)  # fmt: skip

WORK = (
    Relation(
        "job", "work", "the word for someone who {x}",
        asks=(
            "Who {x}?", "What do you call someone who {x}?", "What do we call a person who {x}?",
            "Which person {x}?", "What is the job of someone who {x}?", "Somebody {x}. What is that person called?",
            "Who is it that {x}?", "My neighbor {x}. What is my neighbor?", "Tell me who {x}.",
        ),
        says=("{a} {x}.",),
        table="""bakes bread=a baker; makes shoes=a shoemaker/a cobbler; sews clothes=a tailor/a seamstress
            grinds flour=a miller; catches fish=a fisherman/a fisher; keeps bees=a beekeeper; teaches children=a teacher
            heals the sick=a doctor; forges horseshoes=a blacksmith/a smith; cuts hair=a barber/a hairdresser
            sells meat=a butcher; watches the sheep=a shepherd; puts out fires=a firefighter/a fireman
            sails the ship=a sailor; works in the garden=a gardener; weaves cloth=a weaver""",
    ),
)  # fmt: skip

# What there are several of: (singular, plural, topic, members, whether they take an article)
GROUPS = (
    ("a fruit", "fruits", "food", "apple pear plum cherry banana", True),
    ("a vegetable", "vegetables", "food", "carrot onion cabbage turnip potato", True),
    ("a bird", "birds", "animals", "sparrow robin eagle stork owl", True),
    ("a fish", "fish", "animals", "salmon trout herring pike cod", True),
    ("an insect", "insects", "animals", "bee ant beetle fly butterfly", True),
    ("a tree", "trees", "plants", "oak elm birch willow pine", True),
    ("a flower", "flowers", "plants", "rose tulip daisy violet lily", True),
    ("a tool", "tools", "everyday things", "hammer saw axe rake spade", True),
    ("an instrument", "instruments", "everyday things", "harp drum flute violin trumpet", True),
    ("a metal", "metals", "everyday things", "gold silver iron copper tin", False),
    ("a drink", "drinks", "food", "water milk tea coffee juice", False),
)
# Only for lists: nobody asks what kind of thing Monday is.
MORE_GROUPS = (
    ("a color", "colors", "colors", "red blue green yellow white black brown", False),
    ("a day", "days of the week", "the calendar", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", False),
    ("a month", "months", "the calendar", "January March April May June August October December", False),
    ("a number", "numbers", "numbers", "one two three four five six seven eight nine ten", False),
)
KIND_ASKS = (
    "What is {x}?", "What kind of thing is {x}?", "What sort of thing is {x}?", "To which group does {x} belong?",
    "Explain what {x} is.", "Do you know what {x} is?", "I heard the word {bare}. What is that?",
    "Tell me what {x} is.", "What does the word {bare} mean?",
)  # fmt: skip
