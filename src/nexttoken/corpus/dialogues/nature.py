"""Facts of nature: animals, colors, tastes. What a relation is, `relations` says."""

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
                 "How does it sound?", "And what does it say?", "Tell me what it says.", "What noise does it make?"),
        table="""a dog=woof/bark; a cat=meow/miaow; a cow=moo; a sheep=baa; a duck=quack; a pig=oink; a horse=neigh
            a rooster=cock-a-doodle-doo; a frog=croak/ribbit; an owl=hoot; a lion=roar; a bee=buzz; a snake=hiss
            a mouse=squeak; a crow=caw; a goose=honk""",
    ),
    Relation(
        "legs", "animals", "the number of legs of {x}",
        asks=(
            "How many legs does {x} have?", "How many legs has {x}?", "How many legs has {x} got?",
            "On how many legs does {x} walk?", "{X} has how many legs?", "How many legs do you count on {x}?",
            "Count the legs of {x}.", "Tell me how many legs {x} has.", "How many legs are there on {x}?",
        ),
        says=("{x} has {a} legs.",),
        follows=("How many legs does it have?", "How many legs has it?", "And its legs?", "How many legs has it got?",
                 "And how many legs does it have?", "Count its legs.", "Tell me how many legs it has.",
                 "It has how many legs?"),
        near=("numbers",),
        table="""a dog=four; a cat=four; a cow=four; a sheep=four; a horse=four; a pig=four; a lion=four; a frog=four
            a duck=two; a goose=two; an owl=two; a crow=two; a bee=six; an ant=six; a butterfly=six; a spider=eight
            a snake=none/no legs; a worm=none/no legs""",
    ),
    Relation(
        "young", "animals", "the name for the young of {x}",
        asks=(
            "What is the young of {x} called?", "What is a young one of {x} called?",
            "What do you call the baby of {x}?",
            "How do you call the young of {x}?", "What is the baby of {x} called?",
            "{X} has a baby. What is it called?",
            "What is born to {x}?", "Tell me how the baby of {x} is called.",
            "Which word is there for the baby of {x}?",
        ),
        says=("the young of {x} is called {a}.",),
        follows=("What is its baby called?", "What is its young called?", "And its baby?",
                 "What do you call its young?",
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
            "{X} lives where?", "Tell me where {x} sleeps.",
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
            "Tell me what color {x} is.", "Of what color is {x}?",
        ),
        says=("{x} is {a}.",),
        near=("animals", "food"),
        table="""the sky=blue; the sea=blue; grass=green; moss=green; a cucumber=green; snow=white; milk=white
            salt=white
            flour=white; a swan=white; coal=black; a raven=black; blood=red; a tomato=red; a strawberry=red
            a lemon=yellow; a banana=yellow; the sun=yellow; a sunflower=yellow; a carrot=orange; a pumpkin=orange
            chocolate=brown; mud=brown; an elephant=grey/gray; ash=grey/gray; a flamingo=pink
            lavender=purple/violet""",
    ),
)  # fmt: skip

FOOD = (
    Relation(
        "taste", "food", "the taste of {x}",
        asks=(
            "How does {x} taste?", "What does {x} taste like?", "What taste does {x} have?", "Which taste has {x}?",
            "I am going to taste {x}. How will it be?", "{X} tastes how?", "Tell me how {x} tastes.",
            "How will {x} taste?",
        ),
        says=("{x} tastes {a}.",),
        table="a lemon=sour; honey=sweet; sugar=sweet; salt=salty; vinegar=sour; black coffee=bitter; sea water=salty",
    ),
)  # fmt: skip
