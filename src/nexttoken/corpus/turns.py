"""Turns of the plot: whom people meet on the way, or what befalls them.

{first} is the first mention of a side character, {later} every later one. A guardian is met at the goal, and whoever
wins the guardian over has found the object.
"""

from nexttoken.corpus import words

HELPER = (
    "At a [crossing|bridge|well] sat {first}. {M} {bow}, and {later} showed the way to {goal}.",
    '{They} met {first}. "Go {way}," said {later}, "and you will see {goal}."',
    "In the evening {first} gave {them} [porridge|a bed|a warm place] and [told of|described] {goal}.",
    '"Where are you going?" asked {first}. "To {goal}," said {M}. And {later} pointed {way}.',
    "{M} shared the last [bread|cheese|cake] with {first}. In return {later} told the way to {goal}.",
    '{M} helped {first} with a full [sack|basket|cart]. "Thank you," said {later}. "Now go {way}."',
    'There came {first}. "Beware of {goal}," said {later}, but {M} [went on|was not afraid].',
    '{First} stood in the road. "{M}, I dreamed of you," said {later} and pointed {way}.',
)
BOWS = ("greeted politely", "bowed", "asked for help", "offered some bread", "sat down too")
WAYS = (
    "past the mill",
    "along the river",
    "over the hill",
    "towards the sunset",
    "through the gorge",
    "left at the oak",
    "past the three stones",
    "down to the shore",
    "into the mist",
    "up the narrow path",
    "straight on",
    "after the swans",
)
ANIMAL = (
    "In a [trap|thorn bush|net] {they} found {first}. {M} set it free, and {later} ran ahead to show the way.",
    "{M} pulled {first} out of a [well|ditch|mud hole]. From then on {later} came along.",
    "{First} lay in the road with a hurt foot. {M} bound it up, and {later} whispered a secret about {goal}.",
    "{First} begged for a crumb. {M} gave it the whole bread, and {later} led {them} on.",
    "Under a bush sat {first} and cried. {M} comforted it, and soon {later} knew the way to {goal}.",
    '{First} crossed the path. "Follow me, {M}," said {later}.',
    "A hunter was after {first}. {M} hid it under a coat, and {later} promised to help.",
    '{M} met {first} that could talk. "To {goal}? I know it," said {later}.',
)
STORM = (
    "Then a storm broke loose, and {M} lost [a shoe|the map]. {They} waited it out in a [barn|cave|hollow tree].",
    'At night {they} lost the way. "That light," cried {M}, "must be {goal}!"',
    "Fog came up, and {M} fell into a [ditch|pond|brook]. But it was not deep.",
    "{names} got lost in the [hills|woods|marshes] and walked in a circle. At last {M} saw {goal} far away.",
    "Hail fell on {names}. A [broken roof|big root|rock] gave shelter until morning.",
    "A wheel came off the cart, and {names} had to walk from there.",
    "[Robbers|Thieves] took the bag of {M}, but not {his} courage.",
    "The path was washed away. {M} sighed, and {they} took the long way to {goal}.",
    "Snow fell so thickly that {M} could not see {his} own hands. But it stopped.",
    "{M} wanted to give up. Then {goal} came into view.",
)
DREAM = (
    "At night {M} dreamed of {obj}. It lay {at_goal}, shining.",
    "In a dream a voice told {M} to go {way}, and so {they} did.",
    '{M} found a [bottle|box] with a note in it: "Go {way}."',
    "On a milestone {M} saw a sign of chalk: {way}.",
    "The moon shone on the path, and {M} saw {goal} in a dream.",
    "{M} tossed a stick in the air, and it pointed {way}.",
    "A star fell, and {M} saw where: right over {goal}.",
    "{M} woke up and knew it: the path went {way}.",
    "A falling leaf landed on {M}. On it was a tiny map to {goal}.",
    '{M} asked the river, and the river murmured: "Go {way}."',
)
TEMPTATION = (
    'At an inn there was [music|cake|warm beer], and {first} said: "Stay!" But {M} shook {his} head.',
    "{First} offered {M} a bag of gold to turn back. {M} said no to {later}.",
    '"Forget {obj}," said {first}, "and live with me." But {M} went on.',
    "{First} wanted to sell {M} a false {bare_obj}. {M} saw through it and left {later} there.",
    '{First} laughed at {names}. "You will never find it," said {later}. But {M} did not listen.',
    "{M} was almost fooled by {first}, who pointed the wrong way. But {later} could not lie well.",
    "A feast was spread in a meadow, and {first} called to {M}. It was a trick, and {they} went on.",
    '"[Rich|Famous] you could be, {M}," said {first}. But gold was not what {they} wanted.',
)
GUARDIAN = (
    '{At_goal} {first} guarded {obj}. "Why?" asked {later}. {M} told everything, and {later} gave it away.',
    "There sat {first} with {obj}. {M} scratched {later} behind the ears and was given it.",
    '{First} lay around {obj}. "Say please," said {later}. {M} said please.',
    "{First} watched over {obj}, but {later} was fast asleep. {M} took it on tiptoe.",
    "But {first} held {obj} tight. {M} traded it for [a bag of nuts|a warm scarf], and {later} was content.",
    '{First} blocked the door. "Only a friend may take {obj}," said {later}. "Be my friend," said {M}, and so it was.',
    "{At_goal} lived {first}. It was lonely. {M} stayed for tea, and {later} handed over {obj}.",
    "{First} roared, but {M} did not run. So {later} [bowed|stepped aside] and gave up {obj}.",
    '"Who takes {obj}?" growled {first}. "I do," said {M}, and {later} liked that.',
)
FRAMES = {
    "helper": HELPER,
    "animal": ANIMAL,
    "storm": STORM,
    "dream": DREAM,
    "temptation": TEMPTATION,
    "guardian": GUARDIAN,
}
SIDES = {"helper": words.HELPERS, "temptation": words.HELPERS, "animal": words.ANIMALS, "guardian": words.GUARDIANS}
# How often each comes; "alone" is the story without a turn.
TURNS = {"alone": 8, "helper": 1, "animal": 1, "storm": 1, "dream": 1, "temptation": 1, "guardian": 1.5}
