"""Facts of everyday life: for each relation how it is asked and said, and a table of subjects and answers.

In a table, `x=a/b` means that of x the answer is a, and b is as good. `near` names other topics that such a question
touches: whether it is about them is a matter of taste, so no dialogue asks.
"""

from nexttoken.corpus.dialogues.relations import Relation

ANIMALS = (
    Relation(
        "sound", "animals", "the sound of {x}",
        asks=(
            "What does {x} say?", "Which sound does {x} make?", "What sound does {x} make?", "How does {x} sound?",
            "What noise does {x} make?", "{X} says what?", "What do you hear from {x}?", "How does {x} call?",
            "What can you hear when there is {x}?", "Tell me what {x} says.",
        ),
        says=("{x} says {a}.",),
        follows=("What does it say?", "Which sound does it make?", "And its sound?", "What sound does it make?",
                 "How does it sound?", "And what does it say?", "What noise does it make?", "Tell me what it says."),
        table="""a dog=woof/bark; a cat=meow/miaow; a cow=moo; a sheep=baa; a duck=quack; a pig=oink; a horse=neigh
            a rooster=cock-a-doodle-doo; a frog=croak/ribbit; an owl=hoot; a lion=roar; a bee=buzz; a snake=hiss
            a mouse=squeak; a crow=caw; a goose=honk""",
    ),
    Relation(
        "legs", "animals", "the number of legs of {x}",
        asks=(
            "How many legs does {x} have?", "How many legs has {x}?", "How many legs has {x} got?",
            "On how many legs does {x} walk?", "{X} has how many legs?", "How many legs do you count on {x}?",
            "Count the legs of {x}.", "How many legs are there on {x}?", "Tell me how many legs {x} has.",
        ),
        says=("{x} has {a} legs.",),
        follows=("How many legs does it have?", "How many legs has it?", "And its legs?", "How many legs has it got?",
                 "And how many legs does it have?", "Count its legs.", "It has how many legs?",
                 "Tell me how many legs it has."),
        near=("numbers",),
        table="""a dog=four; a cat=four; a cow=four; a sheep=four; a horse=four; a pig=four; a lion=four; a frog=four
            a duck=two; a goose=two; an owl=two; a crow=two; a bee=six; an ant=six; a butterfly=six; a spider=eight
            a snake=none/no legs; a worm=none/no legs""",
    ),
    Relation(
        "young", "animals", "the name for the young of {x}",
        asks=(
            "What is the young of {x} called?", "What is a young one of {x} called?", "What do you call the baby of {x}?",
            "How do you call the young of {x}?", "What is the baby of {x} called?", "{X} has a baby. What is it called?",
            "What is born to {x}?", "Which word is there for the baby of {x}?", "Tell me how the baby of {x} is called.",
        ),
        says=("the young of {x} is called {a}.",),
        follows=("What is its baby called?", "What is its young called?", "And its baby?", "What do you call its young?",
                 "And what is its baby called?", "How do you call its young?", "Which word is there for its baby?",
                 "Tell me how its baby is called."),
        table="""a dog=a puppy; a cat=a kitten; a cow=a calf; a sheep=a lamb; a horse=a foal; a duck=a duckling
            a pig=a piglet; a frog=a tadpole; a lion=a cub; a goose=a gosling; a goat=a kid; a deer=a fawn""",
    ),
    Relation(
        "home", "animals", "the home of {x}",
        asks=(
            "Where does {x} live?", "Where does {x} sleep?", "In what does {x} live?", "Where is the home of {x}?",
            "What is the home of {x} called?", "Where do you find {x} at night?", "Where can I find {x}?",
            "{X} lives where?", "Tell me where {x} lives.",
        ),
        says=("{x} lives in {a}.",),
        follows=("Where does it live?", "Where does it sleep?", "And its home?", "What is its home called?",
                 "And where does it live?", "Where can I find it?", "Where is its home?", "Tell me where it lives."),
        table="""a bee=a hive/a beehive; a sparrow=a nest; a dog=a kennel/a doghouse; a horse=a stable; a fox=a den
            a rabbit=a burrow; a pig=a sty/a pigsty; a bear=a cave/a den; a spider=a web; a cow=a barn""",
    ),
)  # fmt: skip

COLORS = (
    Relation(
        "color", "colors", "the color of {x}",
        asks=(
            "What color is {x}?", "Which color is {x}?", "What color does {x} have?", "Which color does {x} have?",
            "What colour is {x}?", "What is the colour of {x}?", "{X} has which color?", "What color has {x}?",
            "I want to paint {x}. Which color do I need?", "In which color would you paint {x}?",
            "Of what color is {x}?", "Tell me what color {x} is.",
        ),
        says=("{x} is {a}.",),
        near=("animals", "food"),
        table="""the sky=blue; the sea=blue; grass=green; moss=green; a cucumber=green; snow=white; milk=white; salt=white
            flour=white; a swan=white; coal=black; a raven=black; blood=red; a tomato=red; a strawberry=red
            a lemon=yellow; a banana=yellow; the sun=yellow; a sunflower=yellow; a carrot=orange; a pumpkin=orange
            chocolate=brown; mud=brown; an elephant=grey/gray; ash=grey/gray; a flamingo=pink; lavender=purple/violet""",
    ),
)  # fmt: skip

WORDS = (
    Relation(
        "opposite", "words", "the opposite of {x}",
        asks=(
            "What is the opposite of {x}?", "Which word is the opposite of {x}?", "What is the reverse of {x}?",
            "If it is not {x}, what is it?", "Not {x}, but what?", "{X} and its opposite, what is that?",
            "Which word means the opposite of {x}?", "What do you call the opposite of {x}?",
            "Tell me a word that means the opposite of {x}.",
        ),
        says=("the opposite of {x} is {a}.",),
        table="""hot=cold; cold=hot; big=small/little; small=big/large; up=down; down=up; fast=slow; slow=fast; happy=sad
            sad=happy; open=closed/shut; closed=open; left=right; right=left/wrong; full=empty; empty=full; wet=dry
            dry=wet; loud=quiet/soft/silent; quiet=loud; rich=poor; poor=rich; early=late; late=early; high=low; low=high""",
    ),
    Relation(
        "plural", "words", "the plural of {x}",
        asks=(
            "What is the plural of {x}?", "What do you call more than one {x}?", "One {x}, two what?",
            "Which word means more than one {x}?", "How do you say {x} in the plural?", "I have one {x}, she has two what?",
            "What is the word for many of {x}?", "What comes after one {x}: two what?", "Tell me the plural form of {x}.",
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
            "What day is it when {x} is over?", "Tell me which day comes after {x}.",
        ),
        says=("{a} comes after {x}.",),
        follows=("And the day after that?", "And after that?", "Which day comes next?", "And then?",
                 "What day comes after that?", "And the next day?", "What comes next?", "Which day follows that one?"),
        table="""Monday=Tuesday; Tuesday=Wednesday; Wednesday=Thursday; Thursday=Friday; Friday=Saturday; Saturday=Sunday
            Sunday=Monday""",
    ),
    Relation(
        "day_before", "the calendar", "the day before {x}",
        asks=(
            "Which day comes before {x}?", "What day is before {x}?", "What comes before {x}?",
            "What day comes before {x}?", "Today is {x}. What day was yesterday?", "If today is {x}, what was yesterday?",
            "Which day is right before {x}?", "What day was it before {x} began?", "Tell me which day comes before {x}.",
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
            "What month comes before {x}?", "It is {x}. Which month was the last one?", "Which month is right before {x}?",
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
        table="a triangle=three; a square=four; a pentagon=five; a hexagon=six; an octagon=eight; a circle=none/no sides",
    ),
    Relation(
        "count", "numbers", "the number of {x}",
        asks=(
            "How many {head} are there {tail}?", "How many {x} are there?", "How many {head} do you count {tail}?",
            "{Tail}, how many {head} are there?", "There are how many {head} {tail}?", "Count the {x}.",
            "How many {head} can you find {tail}?", "Tell me how many {head} there are {tail}.",
        ),
        says=("there are {a} {x}.",),
        near=("the calendar",),
        table="""days in a week=seven; months in a year=twelve; hours in a day=twenty-four; minutes in an hour=sixty
            seconds in a minute=sixty; seasons in a year=four; fingers on a hand=five; wheels on a bicycle=two
            wheels on a car=four; strings on a violin=four; letters in the alphabet=twenty-six; eggs in a dozen=twelve""",
    ),
)  # fmt: skip

THINGS = (
    Relation(
        "use", "everyday things", "the right thing for {x}",
        asks=(
            "What do you use for {x}?", "What is used for {x}?", "What do I need for {x}?", "What is good for {x}?",
            "Which thing helps with {x}?", "What should I take for {x}?", "{X}: what do I need?",
            "What do people use for {x}?", "Tell me what I need for {x}.",
        ),
        says=("you use {a} for {x}.",),
        table="""cutting paper=scissors; sweeping the floor=a broom; sewing on a button=a needle; opening a lock=a key
            telling the time=a clock/a watch; eating soup=a spoon; digging a hole=a spade/a shovel
            driving in a nail=a hammer; writing a letter=a pen/a pencil; washing your hands=soap; seeing your face=a mirror
            climbing to the roof=a ladder; drinking tea=a cup; cutting bread=a knife; boiling water=a kettle/a pot
            keeping dry in the rain=an umbrella""",
    ),
    Relation(
        "made", "everyday things", "the stuff that {x} is made of",
        asks=(
            "What is {x} made of?", "What is {x} made from?", "Of what is {x} made?", "From what do you make {x}?",
            "What do you need to make {x}?", "{X} is made of what?", "What does one make {x} from?",
            "Tell me what {x} is made of.",
        ),
        says=("{x} is made of {a}.",),
        near=("food",),
        table="""bread=flour; cheese=milk; butter=milk; glass=sand; paper=wood; wine=grapes; a candle=wax; chocolate=cocoa
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

FOOD = (
    Relation(
        "taste", "food", "the taste of {x}",
        asks=(
            "How does {x} taste?", "What does {x} taste like?", "What taste does {x} have?", "Which taste has {x}?",
            "I am going to taste {x}. How will it be?", "{X} tastes how?", "How will {x} taste?",
            "Tell me how {x} tastes.",
        ),
        says=("{x} tastes {a}.",),
        table="a lemon=sour; honey=sweet; sugar=sweet; salt=salty; vinegar=sour; black coffee=bitter; sea water=salty",
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
    "What does the word {bare} mean?", "Tell me what {x} is.",
)  # fmt: skip
