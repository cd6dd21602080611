"""What happens on the way, by turn, and how the object is found. The later mention of {X} is {x}."""

HELPER = (
    "At a [crossing|bridge|well] sat {X}. {bows}, and {x} showed the way to {goal}.",
    "{They} met {X}. \"Go {way},\" said {x}, \"and you will see {goal}.\"",
    "In the evening {X} gave {them} [porridge|a bed|a warm place] and [told of|described] {goal}.",
    "\"Where are you going?\" asked {X}. \"To {goal},\" said {M}. And {x} pointed {way}.",
    "{M} shared the last [bread|apple|cake] with {X}. In return {x} told the way to {goal}.",
    "{M} helped {X} with a heavy [sack|basket|cart]. \"Thank you,\" said {x}. \"Now go {way}.\"",
    "There came {X}. \"Beware of {goal},\" said {x}, but {M} [went on|was not afraid].",
    "{X_} stood in the road. \"{M}, I dreamed of you,\" said {x} and pointed {way}.",
)
BOWS = ("{M} greeted politely", "{M} bowed", "{M} asked for help", "{M} offered some bread", "{M} sat down too")
WAYS = ("past the mill", "along the river", "over the hill", "towards the sunset", "through the gorge", "left at the oak",
        "past the three stones", "down to the shore", "into the mist", "up the narrow path", "straight on", "after the swans")
ANIMAL = (
    "In a [trap|thorn bush|net] {they} found {X}. {M} set it free, and {x} ran ahead to show the way.",
    "{M} pulled {X} out of a [well|ditch|mud hole]. From then on {x} came along.",
    "{X_} lay in the road with a hurt foot. {M} bound it up, and {x} whispered a secret about {goal}.",
    "{X_} begged for a crumb. {M} gave it the whole bread, and {x} led {them} on.",
    "Under a bush sat {X} and cried. {M} comforted it, and soon {x} knew the way to {goal}.",
    "{X_} crossed the path. \"Follow me, {M},\" said {x}.",
    "A hunter was after {X}. {M} hid it under a coat, and {x} promised to help.",
    "{M} met {X} that could talk. \"To {goal}? I know it,\" said {x}.",
)
STORM = (
    "Then a storm broke loose, and {M} lost [a shoe|the map|the bread]. They waited it out in a [barn|cave|hollow tree].",
    "At night {they} lost the way. \"That light,\" cried {M}, \"must be {goal}!\"",
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
    "{M} found a [bottle|box] with a note in it: \"Go {way}.\"",
    "On a milestone {M} saw a sign of chalk: {way}.",
    "The moon shone on the path, and {M} saw {goal} in a dream.",
    "{M} tossed a stick in the air, and it pointed {way}.",
    "A star fell, and {M} saw where: right over {goal}.",
    "{M} woke up and knew it: the path went {way}.",
    "A falling leaf landed on {M}. On it was a tiny map to {goal}.",
    "{M} asked the river, and the river murmured: \"Go {way}.\"",
)
TEMPTATION = (
    "At an inn there was [music|cake|warm beer], and {X} said: \"Stay!\" But {M} shook {his} head.",
    "{X_} offered {M} a bag of gold to turn back. {M} said no to {x}.",
    "\"Forget {obj},\" said {X}, \"and live with me.\" But {M} went on.",
    "{X_} wanted to sell {M} a false {bare_obj}. {M} saw through it and left {x} there.",
    "{X_} laughed at {names}. \"You will never find it,\" said {x}. But {M} did not listen.",
    "{M} was almost fooled by {X}, who pointed the wrong way. But {x} could not lie well.",
    "A feast was spread in a meadow, and {X} called to {M}. It was a trick, and {they} went on.",
    "\"[Rich|Famous] you could be, {M},\" said {X}. But gold was not what {they} wanted.",
)
GUARDIAN = (
    "{At_goal} {X} guarded {obj}. \"Why do you want it?\" asked {x}. {M} told everything, and {x} gave it away.",
    "There sat {X} with {obj}. {M} scratched {x} behind the ears and was given it.",
    "{X_} lay around {obj}. \"Say please,\" said {x}. {M} said please.",
    "{X_} watched over {obj}, but {x} was fast asleep. {M} took it on tiptoe.",
    "But {X} held {obj} tight. {M} traded it for [a bag of nuts|a warm scarf|seven buttons], and {x} was content.",
    "{X_} blocked the door. \"Only a friend may take {obj},\" said {x}. \"Then be my friend,\" said {M}, and so it was.",
    "{At_goal} lived {X}. It was lonely. {M} stayed for tea, and {x} handed over {obj}.",
    "{X_} roared, but {M} did not run. So {x} [bowed|stepped aside] and gave up {obj}.",
    "\"Who takes {obj}?\" growled {X}. \"I do,\" said {M}, and {x} liked that.",
)
FINDS = (
    "{At_goal} {M} found {obj}.", "And there, {at_goal}, lay {obj}.", "{M} looked around {at_goal}, and there was {obj}.",
    "In the last light, {M} saw {obj}.", "{M} turned over a stone, and under it lay {obj}.", "{Obj} lay there as if it had waited for {M}.",
    "\"Here it is!\" cried {M} and held up {obj}.", "{They} searched {at_goal}, and {M} found {obj} [in the dust|under some leaves|in a nest].",
    "Behind a curtain of cobwebs, {M} found {obj}.", "At last {M} held {obj} in {his} hands.", "There it stood before {M}: {obj}.",
    "{M} reached into the dark and pulled out {obj}.", "Something gleamed {at_goal}. {M} knelt down, and it was {obj}.",
)
RETURNS = (
    "{They} hurried home.", "The way back was short.", "{They} went back with glad hearts.", "{M} carried it all the way home.",
    "+ {names} ran home as fast as they could.", "On the way back nobody was tired, not even {M}.", "Home they went, and {M} led the way.",
    "Three days later, {names} {were} back.", "1 {S} could hardly wait to be home.", "+ {M} and {O} took turns carrying it home.",
)
BY_TURN = {"helper": HELPER, "animal": ANIMAL, "storm": STORM, "dream": DREAM, "temptation": TEMPTATION, "guardian": GUARDIAN}
