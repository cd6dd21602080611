"""What people can do, and what it is good for.

One row a skill: what one can do | the words that stand for it and for nothing else | what blocks the way |
what its owner does about it (after the name). Any deed overcomes any block of its row.
"""

from typing import NamedTuple


class Skill(NamedTuple):
    do: str
    keywords: tuple
    blocks: tuple
    feats: tuple


_ROWS = """
swim | swim swam | a wide river without a bridge; a deep lake without a boat; a flooded valley | swam across and came back with a raft; swam to the other side and pulled a rope across; swam over and lowered the drawbridge
climb | climb climbed | a wall as high as a church; a steep cliff; a tower without a door | climbed up and let down a rope; climbed to the top and lowered a ladder; climbed over and opened the way from behind
sing | sing sang | a pack of sleepless wolves; a crying giant who filled the road; a gate that opened only to music | sang until the way was free; sang an old lullaby, and the way lay open; sang so sweetly that nothing stood in the way
dance | dance danced | a fairy ring that let nobody pass; a bored king who had closed the road; a bridge held by lonely elves | danced until the moon rose, and the way was free; danced three rounds and won the right to pass; danced so lightly that everyone clapped and stepped aside
bake bread | bake baked | a hungry troll on a bridge; a starving giant in the road; an ogre who ate travelers | baked a loaf as big as a wagon, and the path was free; baked until the monster was full and fell asleep; baked a sweet loaf and was let through
sew | sew sewed | a balloon with a torn side; a ferry with a ripped canvas; a bridge of cloth with a long tear | sewed the tear shut in no time; sewed it up with red thread; sewed all night, and it held
play the flute | flute | a nest of hissing snakes; a road full of rats; a sleepwalking bear | played the flute, and the beasts followed the tune away; put the flute to the lips and cleared the way; played the flute until the last beast was gone
play the fiddle | fiddle | a tollgate with a sad keeper; a band of gloomy robbers; a bridge with a weeping guard | played the fiddle, and the bar went up; took out the fiddle and played until tears turned to laughter; played the fiddle so well that nobody asked for a toll
whistle | whistle whistled | a flock of hungry sheep; a fog as thick as wool; a wild herd of horses in the pass | whistled twice, and an old dog came to help; whistled loudly until a shepherd dog cleared the way; whistled a tune, and a dog led the way through
read old runes | runes | a door covered with signs; a crossing with a strange stone; a gate with a spell on it | read the runes aloud, and the way opened; read the runes and found the hidden handle; read the runes from right to left and knew where to go
spin tales | tales | a sultan who let nobody leave; a dungeon with a bored jailer; a sleepless giant on the path | spun tales until dawn, and the way was free; spun three tales, one longer than the other, and won; spun such tales that the door was opened
solve riddles | riddle riddles | a sphinx on a rock; a talking gate; an owl with a hundred questions | solved the riddle at once and was let through; solved three riddles, one after the other; solved the hardest riddle, and the way was free
row a boat | row rowed | a stormy strait; a lake full of whirlpools; a broad bay with one small boat | rowed straight through the waves; rowed with all might to the other shore; rowed through the night and reached land
ride wild horses | ride rode | a plain too wide to cross on foot; a desert of black sand; a moor without end | rode ahead on a wild mare and fetched a wagon; rode a wild stallion and found the safe way; rode across like the wind and came back with horses
jump far | jump jumped | a crack in the earth; a broken bridge; a ditch full of thorns | jumped across and laid a plank over it; jumped over and tied a rope on the far side; jumped to the other side and felled a tree for a bridge
juggle | juggle juggled | a gate with a grumbling guard; a circus that blocked the road; a giant child in a bad mood | juggled five apples, and the way was free; juggled plates until everybody cheered and stepped aside; juggled seven eggs and dropped none, so the way was opened
speak with birds | birds speak spoke | a forest without paths; a maze of dead trees; a mist that swallowed the road | spoke with the birds and learned the way; asked the birds, and they flew ahead; called the birds, and they led the way
tame wild beasts | tame tamed | a lion in a narrow pass; a wild boar on the bridge; a bear before a cave | tamed it with a soft hand; tamed the beast and made it a friend; tamed it as if it were a kitten
pick locks | pick picked lock locks | an iron gate; a tower with a bolted door; a chain across the only road | picked the lock with a hairpin; picked all three locks at once; picked the rusty lock, and the way was open
tie knots | knots knot | a swinging bridge with loose ropes; a gorge with an old cable; a raft that was falling apart | tied seven knots, and everything held; tied a knot that no storm could open; tied strong knots until it was safe
weave | weave wove | a swamp with no firm ground; a steep slope of loose sand; a river full of reeds | wove a long mat to walk on; wove a bridge out of reeds; wove a net of grass that held everyone
paint | paint painted | a wall of grey stone; a vain duke who closed the road; a magic curtain without a picture | painted a door, and it opened; painted a bright picture, and the way was free; painted until the colors shone and the way lay open
cook soup | cook cooked soup | a camp of hungry soldiers; an inn with angry guests; a greedy giant in the pass | cooked a soup so good that all stepped aside; cooked a pot of soup and was let through; cooked nettle soup, and everybody made peace
catch fish | fish caught | a crane that guarded the ford; a hungry seal on the only boat; an otter king who wanted a meal | caught ten fish, and the way was free; caught a fat fish and paid the toll with it; caught more fish than anyone could eat and was let through
chop wood | chop chopped | a fallen oak across the path; a thicket without a gap; a hut in the snow with a cold stove | chopped wood until the way was clear; chopped and chopped, and by noon the path was free; chopped everything to pieces
build bridges | build built | a gorge as deep as night; a wild torrent; a moat without a drawbridge | built a bridge from three logs; built a narrow bridge of planks; built a bridge before the sun went down
mend broken things | mend mended | a ferry with a broken oar; a cart with a cracked wheel; a mill crane that had stopped | mended it with wire and a nail; mended it in an hour; mended it so well that it ran like new
follow tracks | tracks | a forest where all paths ended; a snowfield without a sign; a crossing of nine roads | followed the tracks of a deer and found the way; found small tracks in the mud and knew where to go; followed faint tracks until the road appeared
steer by the stars | steer steered | a dark and open sea; a desert under the night sky; a moor without any landmark | steered by the stars and never missed the way; steered straight towards the north star; steered all night and reached the far side
brew potions | potion potions brew brewed | a hedge of poison thorns; a king frozen in sleep before the gate; a swarm of angry wasps | brewed a green potion, and the way was free; brewed a potion that smelled of mint and cleared the way; brewed a strong potion, and it worked at once
carve wood | carve carved | a gate without a handle; a toll bridge with a stern old guard; a boat without oars | carved what was missing from a branch; carved a fine oak horse and paid with it; carved until it was done and the way was open
throw stones | throw threw | a bell that opened the gate, far too high to reach; a hornet nest over the path; a lever on the other side of a gorge | threw a rock and hit it at the first try; threw only once, and the way was free; threw one with a sure hand
light a fire | fire | a frozen gate; a pass full of ice bats; a cave of deepest darkness | lit a fire with wet twigs, and the way was free; made a fire that melted all fear; lit a fire so bright that the way lay open
dig tunnels | dig dug | a wall without a door; a mountain of fallen rocks; a fence of iron spikes | dug a tunnel to the other side; dug all night long and came out behind it; dug so fast that the earth flew
mimic any voice | mimic mimicked | a guard who obeyed only the queen; a parrot that kept the gate; a pair of foolish trolls | mimicked the voice of the queen, and the way was free; mimicked a roaring lion until nobody stood there; mimicked the captain, and the gate swung open
skate | skate skated | a frozen lake with thin ice; a river of ice; a glacier as smooth as glass | skated across and marked the safe way; skated ahead and found the firm ice; skated over and came back with a sled
lift heavy stones | lift lifted | a boulder in the tunnel; a stone door without hinges; a cave closed by rocks | lifted the stone aside; lifted it with one deep breath; lifted the heavy thing and rolled it away
walk a tightrope | tightrope | a rope over a gorge; a thin beam above a pit; a cable between two towers | walked over as on a tightrope and opened the way; crossed it like a tightrope and let down a ladder; took it for a tightrope and was over in no time
tell jokes | joke jokes | a guard who had not laughed in years; a stone face that blocked the road; a gloomy queen on a bridge | told one joke, and the way was free; told jokes until tears of laughter ran; told the joke about the goat and was let through
draw maps | draw drew | a maze of hedges; a city with a thousand alleys; a cave with countless tunnels | drew a map and found the way out; drew every turn and was soon through; drew a map in the dust and knew where to go
knit | knit knitted | a pass of bitter cold; a shivering giant in the road; a bridge guarded by a freezing ghost | knitted a long scarf, and the way was free; knitted something warm, and the way lay open; knitted with quick fingers, and nobody had to freeze
sail | sail sailed | a sea with high waves; a channel between sharp rocks; a wide gulf with an old ship | sailed safely to the other side; sailed past every rock; sailed against the wind and reached the shore
shoot arrows | arrow arrows | a rope that held the drawbridge up; a target that opened the gate; a gorge with a lone tree beyond | shot an arrow, and the way was open; sent one arrow to the right spot; shot two arrows, and the second one opened the way
milk goats | milk milked | a hut with a hungry ogre child; a pass full of wild goats; a thirsty dwarf on a ladder | milked a goat, and the way was free; milked until the bucket was full, and the way was open; offered warm milk and was let through
wrestle | wrestle wrestled | a giant who let only winners pass; a big bear on a log; an ogre with crossed arms | wrestled and won in three moves; wrestled for an hour and was let through; wrestled bravely, and the way was free
bargain | bargain bargained | a greedy ferryman; a bridge with a far too high toll; a stingy gatekeeper | bargained until the price was a single button; bargained for an hour and paid with a smile; bargained so well that it cost nothing
braid rope | braid braided | a pit with smooth walls; a cliff above the road; a well that led to the other side | braided a rope from long grass, and the way was open; braided a rope out of ivy and reached the other side; braided it long and strong, and everyone got through
blow the horn | horn | a raised drawbridge; a valley of deaf giants; an army that had lost its way | blew the horn, and the way was open; blew the horn three times and was let through; blew the horn so loudly that the gate fell open
"""


def _skill(row: str) -> Skill:
    do, keywords, blocks, feats = (part.strip() for part in row.split(" | "))
    return Skill(do, tuple(keywords.split()), tuple(blocks.split("; ")), tuple(feats.split("; ")))


SKILLS = tuple(_skill(row) for row in _ROWS.strip().splitlines())

# The way is blocked: {thing} is one of the skill's blocks.
BLOCKED = (
    "[Soon|Before long|At noon] {they} came to {thing}.", "But then {they} came to {thing}.",
    "On the [second|third|fourth] day, {they} stood before {thing}.", "{Thing} was in the way.",
    "But there {they} met {thing}.", "The road ended at {thing}.", "Behind the [next bend|last hill] there was {thing}.",
    "There was only one trouble: {thing}.", "All at once {they} saw {thing}.", "Between {them} and {goal} was {thing}.",
    "But before {goal} there was {thing}.", "[Near|Close to] {goal}, {they} found {thing}.",
    "[The way|The path|The road] to {goal} led to {thing}.", "Nobody had warned {them} of {thing}.",
    "And what was there? It was {thing}.", "But {thing} kept {them} from {goal}.",
    "[Half a mile on|A little later], {they} reached {thing}.", "Then came {thing}.",
)
# The keyword of the skill comes before the name of its owner.
CALLS = (
    "[Somebody|Someone] had to {do}, and [it was {S} who could|that was {S}|luckily {S} could].",
    "It was a task for one who could {do}, and {S} stepped forward.",
    "Here one had to {do}. Could {S} do it? Yes.",
    "Only one who could {do} would get past, and that was {S}.",
    "To get past, one had to {do}, and {S} was [glad to|ready for it|not afraid].",
    "[Who could {do}|Who knew how to {do}|Who had learned to {do}]? {S}.",
    "\"We need someone to {do},\" [said the wind|a voice said], and {S} nodded.",
    "\"I can {do},\" said {S}.", "\"Let me {do},\" said {S}.", "\"I know how to {do},\" [whispered|cried|called] {S}.",
    "It helped to {do}, and [nobody did that better than {S}|{S} knew that].",
    "To {do} was the only way, so {S} [began|set to work|did not wait].",
    "[Now|Here] it was good to {do}, and {S} [smiled|stood up|took a deep breath].",
    "For one who could {do}, this was [easy|no trouble], and {S} [laughed|knew it].",
    "If only someone could {do}! And someone could: {S}.",
    "The one who could {do} was needed: {S}.",
)
# The owner does it: {feat} is one of the skill's feats.
FEATS = (
    "{S} {feat}.", "So {S} {feat}.", "At once {S} {feat}.", "Without a word, {S} {feat}.", "[Calmly|Quickly|Bravely] {S} {feat}.",
    "And {S} {feat}.", "{S} did not think twice and {feat}.", "{S} took heart and {feat}.", "{S} rolled up {his} sleeves and {feat}.",
    "Then {S} {feat}.", "[Before anyone could blink|In the blink of an eye], {S} {feat}.", "{S} smiled and {feat}.",
    "{S} closed {his} eyes for a moment and {feat}.", "{S} only nodded and {feat}.", "{S} gave {his} best and {feat}.", "{S} knew what {he} had to do and {feat}.",
)
# The call and the deed in one.
CALLED = (
    "[Somebody|Someone] had to {do}, so {S} {feat}.", "[Somebody|Someone] had to {do}, and {S} {feat}.",
    "\"I can {do},\" said {S} and {feat}.", "\"Let me {do},\" said {S} and {feat}.", "\"I will {do},\" said {S} and {feat}.",
    "Who could {do}? {S} {feat}.", "Who knew how to {do}? {S} {feat}.", "It took someone who could {do}, and {S} {feat}.",
    "To {do} was the only way. {S} {feat}.", "[Here|Now] it was good to {do}, and {S} {feat}.", "Time to {do}! {S} {feat}.",
    "One had to {do} [now|here], so {S} {feat}.", "Luckily someone could {do}: {S} {feat}.", "There was nothing to do but {do}, so {S} {feat}.",
    "To {do} would help, and {S} {feat}.", "The one who could {do} came forward. {S} {feat}.", "They say one must {do} [there|here]. {S} {feat}.",
    "What to do? To {do}, of course! {S} {feat}.", "\"Can anybody {do}?\" {S} {feat}.", "The one who could {do} was {S}, who {feat}.",
    "It was a case for one who could {do}, and {S} {feat}.", "To {do} was what {S} loved, so {he} {feat}.", "It would help to {do}, thought {S}, and {he} {feat}.",
    "+ \"You must {do}!\" the others told {S}, and {he} {feat}.",
    "To {do} is no art, thought {S}, and {he} {feat}.", "For once it mattered who could {do}. {S} {feat}.",
)
