"""The words of the world: kinds of people, places, goals, objects, traits, side characters.

Hundreds of names, of places and of traits were planned. Of names there are hundreds (`names.py`). There are fewer
places, about a hundred beside 105 kingdoms put together from two halves, and far fewer traits: 50, and 48 skills
(`skills.py`). Two reasons, of which the first is sure:

- A trait is more than a word. It has three deeds of its own, written by hand, and neither it nor a skill's keywords
  may stand for anything else in the whole corpus, or nobody could check who has it (`tests/corpus/test_words.py`).
- A model so small has to meet a trait often to learn it. A story in 67 gives somebody this one, so that a run of
  100,000 stories does it some 1,500 times; with hundreds of traits it would be a few hundred times. That these would
  be too few was not tried.

So what is held out are combinations, and no words: two names, a name and a trait, a skill and a problem (`splits.py`).
"""

from typing import NamedTuple


class Kind(NamedTuple):
    """What the people of a story are."""

    singular: str
    plural: str
    short: str  # the plural, later on
    pronoun: str  # "she", "he", or "" where the names decide
    courtly: bool
    alone: bool  # whether there may be just one


KINDS = (
    Kind("princess", "princesses", "princesses", "she", True, True),
    Kind("prince", "princes", "princes", "he", True, True),
    Kind("sister", "sisters", "sisters", "she", False, False),
    Kind("brother", "brothers", "brothers", "he", False, False),
    Kind("miller's daughter", "miller's daughters", "daughters", "she", False, True),
    Kind("woodcutter's son", "woodcutter's sons", "sons", "he", False, True),
    Kind("king's daughter", "king's daughters", "daughters", "she", True, True),
    Kind("widow's son", "widow's sons", "sons", "he", False, True),
    Kind("shepherd", "shepherds", "shepherds", "", False, True),
    Kind("baker", "bakers", "bakers", "", False, True),
    Kind("weaver", "weavers", "weavers", "", False, True),
    Kind("gardener", "gardeners", "gardeners", "", True, True),
    Kind("tailor", "tailors", "tailors", "", False, True),
    Kind("beekeeper", "beekeepers", "beekeepers", "", False, True),
    Kind("orphan", "orphans", "orphans", "", False, True),
    Kind("friend", "friends", "friends", "", False, False),
    Kind("cousin", "cousins", "cousins", "", False, False),
    Kind("goose girl", "goose girls", "goose girls", "she", False, True),
    Kind("knight", "knights", "knights", "he", True, True),
    Kind("maid", "maids", "maids", "she", True, True),
)
KIND_WEIGHTS = (32, 10, 9, 9, 5, 5, 3, 4, 4, 4, 3, 3, 3, 3, 4, 4, 3, 3, 4, 3)

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}

COURTLY = (
    """
in a distant kingdom|in a distant kingdom|in a distant kingdom|in a small kingdom by the sea|in a castle on a hill
in a white palace|in a kingdom beyond the mountains|in a land of many rivers|in a castle among the clouds
in a palace of green glass|in a kingdom without a name|in a tower above the sea|in a faraway land
in a castle with a hundred windows|in a kingdom at the edge of the world|in a forgotten kingdom
in a palace with seven gates|in a kingdom of lakes|in a castle covered in ivy|in a land of snow
in a palace at the end of a long road|in a kingdom behind the fog|in a castle with a crooked tower
in a little kingdom between two rivers|in the oldest castle of the north|in a kingdom where apples grew
""".strip()
    .replace("\n", "|")
    .split("|")
)
RURAL = (
    """
in a village by a lake|in a distant kingdom|in a house at the edge of the forest|in a valley full of apple trees
in a small town by the sea|in a hut on the moor|in a village below the mountains|in a narrow street of a big town
on a farm by the river|in a village of red roofs|in a mill by a stream|in a cottage on a green hill
on an island in the north|in a village at the end of the road|in a house with a blue door|in a faraway land
in a harbor town|in a valley between two hills|in a village of fishermen|in a cottage under three oaks
on a farm behind the hills|in a village where it often rained|in a house on stilts|in a hamlet beside a marsh
in a town with crooked streets|in a village near the border|on a wide plain|in a wooden house by the road
in a village with one well|in a stone house in the hills|in a hollow full of ferns|in a town of many bridges
in a cottage behind the church|in a village among vineyards|on a barge on the great canal|in a house beside a pond
""".strip()
    .replace("\n", "|")
    .split("|")
)
_REALM_STARTS = "Ostra Velden Harren Tirren Kolva Brunne Marva Eldra Skarren Lunda Orva Pellan Rosken Wester Nordra"
REALM_STARTS = tuple(_REALM_STARTS.split())
_REALM_ENDS = "mark land heim mere wald stein holm"
REALM_ENDS = tuple(_REALM_ENDS.split())

# Where the object is: (preposition, place)
GOALS = tuple(
    tuple(line.split(" ", 1))
    for line in """
in the cave of echoes|on the glass hill|in the old tower|behind the great waterfall|under the broken bridge
in the black forest|on the island of reeds|in the dry well|in the ruined abbey|on the windy peak
in the garden of stone|inside the hollow oak|in the house of clocks|beyond the salt marsh|in the frozen mine
on the rainbow road|in the silent mill|on the grey cliff|in the owl castle
under the sleeping mountain|in the valley of bells|on the lonely lighthouse rock|in the crooked tower
beneath the red rocks|in the swamp of lanterns|in the forest of needles|on the hill of thorns|in the giant's barn
behind the seven hedges|in the hall of mirrors|at the white spring|in the cave of ice
on the floating meadow|in the labyrinth of hedges|under the great elm|in the sunken chapel
on the roof of the world|in the wolf gorge|in the moon garden|beside the nameless lake|in the burnt castle
inside the whale-bone house|in the tower without stairs|below the copper mountain
""".strip()
    .replace("\n", "|")
    .split("|")
)

# What stories are about: class -> (adjectives, nouns). Any adjective goes with any noun of its class.
OBJECTS = {
    "jewel": (
        "silver golden bronze copper ivory jade amber crystal pearl ruby",
        "comb ring brooch crown bracelet necklace mirror locket",
    ),
    "remedy": ("golden white blue red bitter purple silver yellow", "pear apple herb root berry flower plum mushroom"),
    "light": ("tin brass crooked tiny green yellow iron glass", "lantern lamp candle torch candlestick"),
    "music": ("wooden silver ebony little old black brass ivory", "harp drum lute trumpet bell violin gong"),
    "stone": ("white round blue speckled smooth green striped shining", "pebble stone pearl shell crystal marble"),
    "key": ("rusty golden bent iron tiny heavy bronze twisted", "key"),
    "toy": ("woolen wooden striped spotted red patched velvet little", "bear ball doll horse rabbit top duck"),
    "book": ("blue thick leather tattered green tiny dusty yellow", "book scroll map diary almanac"),
    "kitchen": ("copper iron dented blue enormous clay tin golden", "kettle pot spoon pan ladle bowl cup"),
    "seed": ("golden black silver striped tiny red purple wrinkled", "seed acorn bean walnut chestnut bulb"),
    "cloth": ("red velvet grey checkered green silken woolen white", "cloak shawl hat glove blanket slipper scarf"),
    "tool": ("iron old silver crooked little wooden heavy oaken", "hammer needle brush spade broom ladder wheel"),
    "wild": ("white red golden blue spotted scarlet silver black", "feather egg rose lily leaf thistle"),
    "glass": ("green tiny blue round violet dusty crystal long", "bottle flask jug vial hourglass"),
}
OBJECTS = {name: (adjectives.split(), nouns.split()) for name, (adjectives, nouns) in OBJECTS.items()}

# trait -> what such a person does on the way
TRAITS = {
    "brave": "went first into the dark|looked straight into the fog|walked past the growling dogs",
    "kind": "gave half the bread to a beggar|carried a lost duckling to its nest|shared the water with a thirsty goat",
    "clever": "marked every crossing with chalk|found the shorter way|guessed which path was the right one",
    "patient": "waited until the rain was over|untangled the rope without a word|let the slow cart go ahead",
    "cheerful": "was glad of the rain|laughed at the mud|greeted every scarecrow",
    "shy": "hid behind the hedge when riders came|blushed when a farmer waved|only whispered at the inn",
    "curious": "looked under every bridge|asked the name of every village|peeked into every hollow tree",
    "honest": "paid for the apple that had fallen|gave a lost purse back|told the guard the truth",
    "generous": "gave away the last cake|left a coin for the ferryman|handed the warm gloves to a child",
    "careful": "tested every plank|looked left and right at each corner|tied the bag twice",
    "stubborn": "refused to turn back|would not sit down to rest|pulled the cart through the mud",
    "gentle": "freed a moth from a web|saved a snail from the road|stroked the frightened donkey",
    "proud": "would not wear the muddy boots|kept the chin high in the storm|did not ask for a blanket",
    "lazy": "lay down at every milestone|yawned at every hill|wanted to wait for a cart",
    "merry": "hopped over every puddle|hummed from morning till night|made the farmers smile",
    "loyal": "never left the others behind|kept watch all night|carried the heaviest bag",
    "wise": "listened to the old trees|thought for a long while at the crossing|said little and saw much",
    "polite": "thanked every gatekeeper|bowed to every farmer|said good morning to the cows",
    "humble": "took the smallest piece of bread|slept on the straw|walked at the very end",
    "thrifty": "saved a crust for the evening|kept every string|counted the coins twice",
    "playful": "balanced a nut on the nose|kicked a pine cone along the road|chased the falling leaves",
    "dreamy": "stared at the clouds|walked into a signpost|saw castles in the mist",
    "tidy": "folded the blankets|brushed the dust from every coat|lined up the boots at night",
    "hopeful": "saw a light behind every hill|said that the sun would come|promised a better tomorrow",
    "calm": "breathed slowly when thunder came|sat still until the bees were gone|did not mind the noise of the storm",
    "bold": "knocked at the darkest door|walked across the shaking plank|greeted the grim guards",
    "forgetful": "left a boot at the inn|lost the hat twice|went back for the bag",
    "grumpy": "complained about the stones|scolded the rain|frowned at the porridge",
    "talkative": "chatted with every signpost|told the cows everything|talked until the stars came out",
    "sleepy": "nodded off under a hedge|slept through the thunder|yawned at noon",
    "clumsy": "stumbled over a root|dropped the bread in the brook|stepped on a rake",
    "modest": "wanted no thanks|asked only for water|took the worst seat in the cart",
    "helpful": "pushed a stuck wagon|carried wood for an old woman|held the ladder for a farmer",
    "thoughtful": "left crumbs for the sparrows|wrapped the bread in leaves|brought water for the donkey",
    "restless": "was up before the sun|paced around the campfire|could not sit still",
    "jolly": "laughed with the innkeeper|rolled down every hill|waved at every cart",
    "serious": "studied the sky|frowned at the crossing|wrote down every mile",
    "nimble": "skipped from stone to stone|slipped through the fence|ducked under every branch",
    "sturdy": "pulled the cart alone|walked all day without rest|bore the wind like an oak",
    "watchful": "saw the eyes in the dark|noticed the open gate|spotted smoke far away",
    "daring": "slid down the steep slope|crossed the shaking bridge|stepped over the sleeping dog",
    "tender": "warmed a cold kitten|covered a fallen nest with leaves|wiped a child's tears",
    "diligent": "gathered wood every evening|swept the camp each night|washed all the cups",
    "cautious": "stayed on the path|looked twice at every shadow|kept away from the edge",
    "cunning": "hid the footprints with a branch|led the robbers the wrong way|wore a beggar's coat",
    "graceful": "stepped over the mud without a stain|bowed before the swans|crossed the ice without a sound",
    "noble": "gave up the seat in the cart|forgave the rude guard|greeted beggars like lords",
    "frugal": "ate only an onion|slept in the hay for nothing|mixed the juice with water",
    "sincere": "promised nothing in vain|shook the hand of every farmer|meant every word",
    "witty": "made the guards laugh|found a rhyme for every town|teased the sour innkeeper",
}
TRAITS = {trait: deeds.split("|") for trait, deeds in TRAITS.items()}


class Side(NamedTuple):
    """Somebody met on the way."""

    first: str  # the first mention
    later: str
    pronoun: str = "it"
    name: str | None = None


HELPERS = (
    Side("an old miller", "the old miller", "he"),
    Side("a blind fiddler", "the blind man", "he"),
    Side("a tired peddler", "the peddler", "he"),
    Side("a tall ferryman", "the ferryman", "he"),
    Side("a one-eyed sailor", "the sailor", "he"),
    Side("a white-bearded hermit", "the hermit", "he"),
    Side("a charcoal burner", "the charcoal burner", "he"),
    Side("a toothless old man", "the old man", "he"),
    Side("an old herb woman", "the old woman", "she"),
    Side("a green-eyed witch", "the witch", "she"),
    Side("a barefoot girl", "the barefoot girl", "she"),
    Side("a washerwoman", "the washerwoman", "she"),
    Side("a grey-haired nurse", "the nurse", "she"),
    Side("a fortune teller", "the fortune teller", "she"),
    Side("a forest queen", "the forest queen", "she"),
    Side("a tiny grandmother", "the grandmother", "she"),
)
ANIMALS = (
    Side("a fox", "the fox"),
    Side("a young hare", "the hare"),
    Side("an old crow", "the crow"),
    Side("a white goose", "the goose"),
    Side("a grey donkey", "the donkey"),
    Side("a hedgehog", "the hedgehog"),
    Side("a little owl", "the owl"),
    Side("a badger", "the badger"),
    Side("a black cat", "the cat"),
    Side("a limping deer", "the deer"),
    Side("a spotted dog", "the dog"),
    Side("a mole", "the mole"),
    Side("a stork", "the stork"),
    Side("a fat toad", "the toad"),
    Side("a squirrel", "the squirrel"),
    Side("a baby bear", "the bear"),
)
GUARDIANS = (
    Side("a dragon", "the dragon"),
    Side("a stone giant", "the giant"),
    Side("a moss-covered troll", "the troll"),
    Side("a snow monster", "the monster"),
    Side("a two-headed ogre", "the ogre"),
    Side("a three-legged wolf", "the wolf"),
    Side("a sea serpent", "the serpent"),
    Side("a ghost in chains", "the ghost"),
    Side("a griffin", "the griffin"),
    Side("a very large spider", "the spider"),
    Side("a goblin", "the goblin"),
    Side("a lonely dwarf", "the dwarf"),
)
