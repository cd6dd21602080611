"""What people can do, and what it is good for. Any feat of a skill overcomes any of its blocks."""

from typing import NamedTuple


class Skill(NamedTuple):
    do: str  # after "could"
    keywords: tuple[str, ...]  # words that stand for it, and for nothing else in any story
    blocks: tuple[str, ...]  # what is in the way
    feats: tuple[str, ...]  # what its owner does about it: what follows the name


SKILLS = (
    Skill(
        "swim",
        ("swim", "swam"),
        ("a wide river without a bridge", "a deep lake without a boat", "a flooded valley"),
        (
            "swam across and [came back|soon returned] with a raft",
            "swam to the [other|far] side and pulled a rope across",
            "swam over and lowered the drawbridge",
        ),
    ),
    Skill(
        "climb",
        ("climb", "climbed"),
        ("a wall as high as a church", "a steep cliff", "a tower without a door"),
        (
            "climbed up and let down a rope",
            "climbed to the top and lowered a ladder",
            "climbed over and opened the way from behind",
        ),
    ),
    Skill(
        "sing",
        ("sing", "sang"),
        ("a pack of sleepless wolves", "a crying giant who filled the road", "a gate that opened only to music"),
        (
            "sang until the [way|road] was [free|clear]",
            "sang an old lullaby, and [the way lay open|nothing barred the way|the road was free]",
            "sang so sweetly that nothing stood in the way",
        ),
    ),
    Skill(
        "dance",
        ("dance", "danced"),
        ("a fairy ring that let nobody pass", "a bored king who had closed the road", "a bridge held by lonely elves"),
        (
            "danced until the moon rose, and [the way was free|the road lay open|nothing barred the way]",
            "danced three rounds and won the right to pass",
            "danced so lightly that everyone clapped and stepped aside",
        ),
    ),
    Skill(
        "bake bread",
        ("bake", "baked"),
        ("a hungry troll on a bridge", "a starving giant in the road", "an ogre who ate travelers"),
        (
            "baked a loaf as big as a wagon, and the [path|road|way] was [free|clear|open]",
            "baked until the monster was full and fell asleep",
            "baked a sweet loaf and [was let through|was allowed to pass|was waved on]",
        ),
    ),
    Skill(
        "sew",
        ("sew", "sewed"),
        ("a balloon with a torn side", "a ferry with a ripped canvas", "a bridge of cloth with a long tear"),
        (
            "sewed the tear shut [in no time|in an instant|before supper]",
            "sewed it up with red thread",
            "sewed all night, and it held",
        ),
    ),
    Skill(
        "play the flute",
        ("flute",),
        ("a nest of hissing snakes", "a road full of rats", "a sleepwalking bear"),
        (
            "played the flute, and the beasts followed the tune away",
            "put the flute to the lips and cleared the [way|road]",
            "played the flute until the last beast was gone",
        ),
    ),
    Skill(
        "play the fiddle",
        ("fiddle",),
        ("a tollgate with a sad keeper", "a band of gloomy robbers", "a bridge with a weeping guard"),
        (
            "played the fiddle, and the bar went up",
            "took out the fiddle and played until tears turned to laughter",
            "played the fiddle so well that nobody asked for a toll",
        ),
    ),
    Skill(
        "whistle",
        ("whistle", "whistled"),
        ("a flock of hungry sheep", "a fog as thick as wool", "a wild herd of horses in the pass"),
        (
            "whistled twice, and an old dog came to help",
            "whistled loudly until a shepherd dog cleared the [way|road]",
            "whistled a tune, and a dog led the way through",
        ),
    ),
    Skill(
        "read old runes",
        ("runes",),
        ("a door covered with signs", "a crossing with a strange stone", "a gate with a spell on it"),
        (
            "read the runes aloud, and the way opened",
            "read the runes and found the hidden handle",
            "read the runes from right to left and [knew where to go|knew the way]",
        ),
    ),
    Skill(
        "spin tales",
        ("tales",),
        ("a sultan who let nobody leave", "a dungeon with a bored jailer", "a sleepless giant on the path"),
        (
            "spun tales until dawn, and [the way was free|the road lay open|nothing barred the way]",
            "spun three tales, one longer than the other, and won",
            "spun such tales that the door was opened",
        ),
    ),
    Skill(
        "solve riddles",
        ("riddle", "riddles"),
        ("a sphinx on a rock", "a talking gate", "an owl with a hundred questions"),
        (
            "solved the riddle at once and [was let through|was allowed to pass|was waved on]",
            "solved three riddles, one after the other",
            "solved the hardest riddle, and [the way was free|the road lay open|nothing barred the way]",
        ),
    ),
    Skill(
        "row a boat",
        ("row", "rowed"),
        ("a stormy strait", "a lake full of whirlpools", "a broad bay with one small boat"),
        (
            "rowed straight through the waves",
            "rowed with all might to the other shore",
            "rowed through the night and reached land",
        ),
    ),
    Skill(
        "ride wild horses",
        ("ride", "rode"),
        ("a plain too wide to cross on foot", "a desert of black sand", "a moor without end"),
        (
            "rode ahead on a wild mare and fetched a wagon",
            "rode a wild stallion and found the safe way",
            "rode across like the wind and came back with horses",
        ),
    ),
    Skill(
        "jump far",
        ("jump", "jumped"),
        ("a crack in the earth", "a broken bridge", "a ditch full of thorns"),
        (
            "jumped across and laid a plank over it",
            "jumped over and tied a rope on the far side",
            "jumped to the [other|far] side and felled a tree for a bridge",
        ),
    ),
    Skill(
        "juggle",
        ("juggle", "juggled"),
        ("a gate with a grumbling guard", "a circus that blocked the road", "a giant child in a bad mood"),
        (
            "juggled five apples, and [the way was free|the road lay open|nothing barred the way]",
            "juggled plates until everybody cheered and stepped aside",
            "juggled seven eggs and dropped none, so the way was opened",
        ),
    ),
    Skill(
        "speak with birds",
        ("birds", "speak", "spoke"),
        ("a forest without paths", "a maze of dead trees", "a mist that swallowed the road"),
        (
            "spoke with the birds and learned the way",
            "asked the birds, and they flew ahead",
            "called the birds, and they led the way",
        ),
    ),
    Skill(
        "tame wild beasts",
        ("tame", "tamed"),
        ("a lion in a narrow pass", "a wild boar on the bridge", "a bear before a cave"),
        ("tamed it with a soft hand", "tamed the beast and made it a friend", "tamed it as if it were a kitten"),
    ),
    Skill(
        "pick locks",
        ("pick", "picked", "lock", "locks"),
        ("an iron gate", "a tower with a bolted door", "a chain across the only road"),
        (
            "picked the lock with a hairpin",
            "picked all three locks at once",
            "picked the rusty lock, and [the way was open|the road was clear|the way lay free]",
        ),
    ),
    Skill(
        "tie knots",
        ("knots", "knot"),
        ("a swinging bridge with loose ropes", "a gorge with an old cable", "a raft that was falling apart"),
        (
            "tied seven knots, and everything held",
            "tied a knot that no storm could open",
            "tied strong knots until it was safe",
        ),
    ),
    Skill(
        "weave",
        ("weave", "wove"),
        ("a swamp with no firm ground", "a steep slope of loose sand", "a river full of reeds"),
        ("wove a long mat to walk on", "wove a bridge out of reeds", "wove a net of grass that held everyone"),
    ),
    Skill(
        "paint",
        ("paint", "painted"),
        ("a wall of grey stone", "a vain duke who closed the road", "a magic curtain without a picture"),
        (
            "painted a door, and it opened",
            "painted a bright picture, and [the way was free|the road lay open|nothing barred the way]",
            "painted until the colors shone and the way lay open",
        ),
    ),
    Skill(
        "cook soup",
        ("cook", "cooked", "soup"),
        ("a camp of hungry soldiers", "an inn with angry guests", "a greedy giant in the pass"),
        (
            "cooked a soup so good that all stepped aside",
            "cooked a pot of soup and [was let through|was allowed to pass|was waved on]",
            "cooked nettle soup, and everybody made peace",
        ),
    ),
    Skill(
        "catch fish",
        ("fish", "caught"),
        ("a crane that guarded the ford", "a hungry seal on the only boat", "an otter king who wanted a meal"),
        (
            "caught ten fish, and [the way was free|the road lay open|nothing barred the way]",
            "caught a fat fish and paid the toll with it",
            "caught more fish than anyone could eat and [was let through|was allowed to pass|was waved on]",
        ),
    ),
    Skill(
        "chop wood",
        ("chop", "chopped"),
        ("a fallen oak across the path", "a thicket without a gap", "a hut in the snow with a cold stove"),
        (
            "chopped wood until the way was clear",
            "chopped and chopped, and by noon the path was free",
            "chopped everything to pieces",
        ),
    ),
    Skill(
        "build bridges",
        ("build", "built"),
        ("a gorge as deep as night", "a wild torrent", "a moat without a drawbridge"),
        (
            "built a bridge from three logs",
            "built a narrow bridge of planks",
            "built a bridge before the sun went down",
        ),
    ),
    Skill(
        "mend broken things",
        ("mend", "mended"),
        ("a ferry with a broken oar", "a cart with a cracked wheel", "a mill crane that had stopped"),
        ("mended it with wire and a nail", "mended it in an hour", "mended it so well that it ran like new"),
    ),
    Skill(
        "follow tracks",
        ("tracks",),
        ("a forest where all paths ended", "a snowfield without a sign", "a crossing of nine roads"),
        (
            "followed the tracks of a deer and found the [right way|way|road]",
            "found small tracks in the mud and [knew where to go|knew the way]",
            "followed faint tracks until the road appeared",
        ),
    ),
    Skill(
        "steer by the stars",
        ("steer", "steered"),
        ("a dark and open sea", "a desert under the night sky", "a moor without any landmark"),
        (
            "steered by the stars and never missed the way",
            "steered straight towards the north star",
            "steered all night and reached the far side",
        ),
    ),
    Skill(
        "brew potions",
        ("potion", "potions", "brew", "brewed"),
        ("a hedge of poison thorns", "a king frozen in sleep before the gate", "a swarm of angry wasps"),
        (
            "brewed a green potion, and [the way was free|the road lay open|nothing barred the way]",
            "brewed a potion that smelled of mint and cleared the [way|road]",
            "brewed a strong potion, and it worked at once",
        ),
    ),
    Skill(
        "carve wood",
        ("carve", "carved"),
        ("a gate without a handle", "a toll bridge with a stern old guard", "a boat without oars"),
        (
            "carved what was missing from a branch",
            "carved a fine oak horse and paid with it",
            "carved until it was done and the way was open",
        ),
    ),
    Skill(
        "throw stones",
        ("throw", "threw"),
        (
            "a bell that opened the gate, far too high to reach",
            "a hornet nest over the path",
            "a lever on the other side of a gorge",
        ),
        (
            "threw a rock and hit it at the first try",
            "threw only once, and [the way was free|the road lay open|nothing barred the way]",
            "threw one with a sure hand",
        ),
    ),
    Skill(
        "light a fire",
        ("fire",),
        ("a frozen gate", "a pass full of ice bats", "a cave of deepest darkness"),
        (
            "lit a fire with wet twigs, and [the way was free|the road lay open|nothing barred the way]",
            "made a fire that melted all fear",
            "lit a fire so bright that the way lay open",
        ),
    ),
    Skill(
        "dig tunnels",
        ("dig", "dug"),
        ("a wall without a door", "a mountain of fallen rocks", "a fence of iron spikes"),
        (
            "dug a tunnel to the [other|far] side",
            "dug all night long and came out behind it",
            "dug so fast that the earth flew",
        ),
    ),
    Skill(
        "mimic any voice",
        ("mimic", "mimicked"),
        ("a guard who obeyed only the queen", "a parrot that kept the gate", "a pair of foolish trolls"),
        (
            "mimicked the voice of the queen, and [the way was free|the road lay open|nothing barred the way]",
            "mimicked a roaring lion until nobody stood there",
            "mimicked the captain, and the gate swung open",
        ),
    ),
    Skill(
        "skate",
        ("skate", "skated"),
        ("a frozen lake with thin ice", "a river of ice", "a glacier as smooth as glass"),
        (
            "skated across and marked the safe way",
            "skated ahead and found the firm ice",
            "skated over and [came back|soon returned] with a sled",
        ),
    ),
    Skill(
        "lift heavy stones",
        ("lift", "lifted"),
        ("a boulder in the tunnel", "a stone door without hinges", "a cave closed by rocks"),
        ("lifted the stone aside", "lifted it with one deep breath", "lifted the heavy thing and rolled it away"),
    ),
    Skill(
        "walk a tightrope",
        ("tightrope",),
        ("a rope over a gorge", "a thin beam above a pit", "a cable between two towers"),
        (
            "walked over as on a tightrope and opened the way",
            "crossed it like a tightrope and let down a ladder",
            "took it for a tightrope and was over [in no time|in an instant|before supper]",
        ),
    ),
    Skill(
        "tell jokes",
        ("joke", "jokes"),
        ("a guard who had not laughed in years", "a stone face that blocked the road", "a gloomy queen on a bridge"),
        (
            "told one joke, and [the way was free|the road lay open|nothing barred the way]",
            "told jokes until tears of laughter ran",
            "told the joke about the goat and [was let through|was allowed to pass|was waved on]",
        ),
    ),
    Skill(
        "draw maps",
        ("draw", "drew"),
        ("a maze of hedges", "a city with a thousand alleys", "a cave with countless tunnels"),
        (
            "drew a map and found the [right way|way|road] out",
            "drew every turn and was soon through",
            "drew a map in the dust and [knew where to go|knew the way]",
        ),
    ),
    Skill(
        "knit",
        ("knit", "knitted"),
        ("a pass of bitter cold", "a shivering giant in the road", "a bridge guarded by a freezing ghost"),
        (
            "knitted a long scarf, and [the way was free|the road lay open|nothing barred the way]",
            "knitted something warm, and [the way lay open|nothing barred the way|the road was free]",
            "knitted with quick fingers, and nobody had to freeze",
        ),
    ),
    Skill(
        "sail",
        ("sail", "sailed"),
        ("a sea with high waves", "a channel between sharp rocks", "a wide gulf with an old ship"),
        (
            "sailed safely to the [other|far] side",
            "sailed past every rock",
            "sailed against the wind and reached the shore",
        ),
    ),
    Skill(
        "shoot arrows",
        ("arrow", "arrows"),
        ("a rope that held the drawbridge up", "a target that opened the gate", "a gorge with a lone tree beyond"),
        (
            "shot an arrow, and [the way was open|the road was clear|the way lay free]",
            "sent one arrow to the right spot",
            "shot two arrows, and the second one opened the way",
        ),
    ),
    Skill(
        "milk goats",
        ("milk", "milked"),
        ("a hut with a hungry ogre child", "a pass full of wild goats", "a thirsty dwarf on a ladder"),
        (
            "milked a goat, and [the way was free|the road lay open|nothing barred the way]",
            "milked until the bucket was full, and [the way was open|the road was clear|the way lay free]",
            "offered warm milk and [was let through|was allowed to pass|was waved on]",
        ),
    ),
    Skill(
        "wrestle",
        ("wrestle", "wrestled"),
        ("a giant who let only winners pass", "a big bear on a log", "an ogre with crossed arms"),
        (
            "wrestled and won in three moves",
            "wrestled for an hour and [was let through|was allowed to pass|was waved on]",
            "wrestled bravely, and [the way was free|the road lay open|nothing barred the way]",
        ),
    ),
    Skill(
        "bargain",
        ("bargain", "bargained"),
        ("a greedy ferryman", "a bridge with a far too high toll", "a stingy gatekeeper"),
        (
            "bargained until the price was a single button",
            "bargained for an hour and paid with a smile",
            "bargained so well that it cost nothing",
        ),
    ),
    Skill(
        "braid rope",
        ("braid", "braided"),
        ("a pit with smooth walls", "a cliff above the road", "a well that led to the [other|far] side"),
        (
            "braided a rope from long grass, and [the way was open|the road was clear|the way lay free]",
            "braided a rope out of ivy and reached the other side",
            "braided it long and strong, and everyone got through",
        ),
    ),
    Skill(
        "blow the horn",
        ("horn",),
        ("a raised drawbridge", "a valley of deaf giants", "an army that had lost its way"),
        (
            "blew the horn, and [the way was open|the road was clear|the way lay free]",
            "blew the horn three times and [was let through|was allowed to pass|was waved on]",
            "blew the horn so loudly that the gate fell open",
        ),
    ),
)
