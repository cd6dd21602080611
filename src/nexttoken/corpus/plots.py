"""What goes wrong, what happens on the way, and how it comes right. A plot is a problem and a turn.

Slots: {obj} the object ("the silver comb"), {an_obj} its first mention, {goal} the place where it is, {at_goal} with
its preposition, {group} all protagonists, {they} the same in short, {S} the one whose skill helps, {M} any member.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    name: str
    objects: str  # a class of words.OBJECTS
    wants: tuple
    cures: tuple


PROBLEMS = (
    Problem("theft", "jewel", (
        "The queen owned {an_obj}. One [morning|night] it was stolen.",
        "Then {an_obj} was stolen from the queen, and [nobody laughed at court|the court was silent].",
        "One night a magpie stole {an_obj} from the [queen|royal chamber].",
        "The pride of the [court|land] was {an_obj}, but one day [it was gone|it had vanished].",
    ), (
        "The queen [took|saw] {obj} and embraced {S}.", "{M} gave {obj} back to the queen.",
        "When {M} brought {obj} home, the queen wept for joy.", "Soon {obj} was in the palace again, and {M} was thanked.",
    )),
    Problem("illness", "remedy", (
        "Then the old king fell ill. Only {an_obj} could [heal|save] such a fever.",
        "One [winter|spring], a fever came, and the doctors asked for {an_obj}.",
        "But their mother lay sick, and nothing helped except {an_obj}.",
        "One day the children of the town had a cough, and {an_obj} was the only cure.",
    ), (
        "{M} made tea from {obj}, and the fever went away.", "One bite of {obj} was enough, and {M} saw red cheeks again.",
        "{S} [sliced|grated] {obj}, and by morning the sickness was over.", "A spoonful of {obj} from {M} healed everyone.",
    )),
    Problem("darkness", "light", (
        "Then one day the sun did not rise. Only {an_obj} could wake it.",
        "One evening the lighthouse went dark. Its flame lived in {an_obj}, and that was lost.",
        "But the nights grew longer and longer. An old song told of {an_obj} that would never go out.",
        "Then [a shadow|a black cloud] covered the land, and nothing could break it but {an_obj}.",
    ), (
        "{M} [lit|raised] {obj}, and the darkness [fled|melted].", "When {S} held up {obj}, it was day again.",
        "{S} hung {obj} high, and light fell on every roof.", "The light of {obj} shone on {M}, and the night was over.",
    )),
    Problem("silence", "music", (
        "One morning all music was gone. It was locked in {an_obj}.",
        "Then [a spell|a curse] took every tune away, and only {an_obj} could bring them back.",
        "But the summer feast was near, and {an_obj} was missing.",
        "One day {an_obj} fell silent and was carried off by the wind. The land grew sad without it.",
    ), (
        "{M} touched {obj}, and every tune came back.", "At the first sound of {obj}, {S} wept for joy.",
        "{S} brought {obj} to the square, and [the silence was broken|the whole town listened].",
        "When {M} tried {obj}, even the stones hummed.",
    )),
    Problem("drought", "stone", (
        "Then the wells ran dry. Only {an_obj} could call the water back.",
        "One summer no rain fell. {An_obj} had to be laid in the spring, people said.",
        "But the river stopped, for {an_obj} had been taken from its bed.",
        "That year the fields turned to dust, and the elders dreamed of {an_obj}.",
    ), (
        "{M} laid {obj} in the spring, and water gushed out.", "When {S} dropped {obj} into the well, it began to rain.",
        "{S} put {obj} in its old place, and the river came back.", "The moment {M} wet {obj}, clouds came from the sea.",
    )),
    Problem("locked", "key", (
        "One day the [treasure room|granary] could not be opened. {An_obj} was missing.",
        "Then the heavy gate fell shut, and {an_obj} was needed to open it.",
        "But winter came, the pantry was closed, and {an_obj} was nowhere to be found.",
        "In the cellar stood a chest that nobody could open. It needed {an_obj}.",
    ), (
        "{M} turned {obj}, and with a click it was open.", "{S} put in {obj}, and it fitted at once.",
        "At home {obj} turned without a sound, and {M} cheered.", "With {obj} in hand, {S} opened it before all eyes.",
    )),
    Problem("crying", "toy", (
        "One day the baby of the [queen|innkeeper] would not stop crying, for {an_obj} was lost.",
        "Then a small child wept day and night, because {an_obj} had been carried away by a storm.",
        "But a little boy next door had lost {an_obj} and would not eat.",
        "A child giant howled in the hills. It wanted {an_obj} and nothing else.",
    ), (
        "{M} handed over {obj}, and the crying stopped.", "When the child saw {obj}, there was a laugh, and {S} laughed too.",
        "{S} put {obj} in the cradle, and all was still.", "The child hugged {obj}, then {M}, and fell asleep.",
    )),
    Problem("forgetting", "book", (
        "Then everybody began to forget. First names, then streets. Only {an_obj} still knew everything.",
        "One morning nobody could read any more. The letters had fled into {an_obj}.",
        "But the laws were lost, and with them {an_obj} in which they stood.",
        "One day the old teacher missed {an_obj}, and without it there was no school.",
    ), (
        "{M} opened {obj} and read until all remembered.", "{S} [unrolled|unfolded|opened] {obj}, and the words came home.",
        "When {M} held {obj} in the light, everyone knew everything again.", "The teacher kissed {obj} and thanked {S}.",
    )),
    Problem("hunger", "kitchen", (
        "Then hunger came to the land. But long ago there had been {an_obj} that was never empty.",
        "One winter there was nothing left to eat. Only {an_obj} could help, for it filled itself.",
        "But a giant at the border was hungry and wanted {an_obj}, or else the whole village.",
        "That autumn the harvest rotted, and people whispered of {an_obj} full of magic.",
    ), (
        "{M} put {obj} on the table, and everybody ate.", "When {S} knocked on {obj}, it was full of porridge.",
        "Out of {obj} came dumplings, and {M} ate eleven.", "{S} filled every plate from {obj}.",
    )),
    Problem("barren", "seed", (
        "One spring nothing grew. Only {an_obj} could make the earth green.",
        "Then the old tree in the square died. A new one had to come from {an_obj}.",
        "But the king promised a farm to whoever brought {an_obj}.",
        "The soil was grey, and an old gardener knew of {an_obj} from which everything grows.",
    ), (
        "{M} planted {obj}, and the next morning all was green.", "{S} put {obj} in the ground, and a tree shot up.",
        "Where {M} buried {obj}, flowers came up by the thousand.", "From {obj} grew a tree, and {S} sat in its shade.",
    )),
    Problem("frost", "cloth", (
        "Then winter came and would not leave. The snow queen demanded {an_obj}.",
        "One day Grandfather Frost lost {an_obj} and was so angry that he froze the land.",
        "But it grew colder every day, and only {an_obj} could warm the whole world.",
        "The winter wind had a stiff neck and blew and blew. It needed {an_obj}.",
    ), (
        "{M} spread out {obj}, and the ice began to drip.", "As soon as {S} unpacked {obj}, spring came.",
        "The frost took {obj}, thanked {M} and left.", "{S} hung {obj} on the north wind, and it was warm.",
    )),
    Problem("repair", "tool", (
        "Then the big clock stopped, and time stood still. It could only be set going with {an_obj}.",
        "One night the dam broke. To close it, {an_obj} was needed.",
        "But the church roof fell in, and the builder could not work without {an_obj}.",
        "The dream mill no longer turned, because {an_obj} was missing from it.",
    ), (
        "With {obj}, {M} had it running before supper.", "{S} took {obj}, and by evening everything was whole.",
        "{M} held {obj} while the whole town helped.", "Thanks to {obj}, {S} set it right in an hour.",
    )),
    Problem("spell", "wild", (
        "One day a sorcerer turned the whole court to stone. Only {an_obj} could break the spell.",
        "Then the old duke was changed into a frog, and {an_obj} was needed to free him.",
        "But a curse fell on the house, and no one woke up. The cure was {an_obj}.",
        "The king set a task: whoever brings {an_obj} shall have a wish.",
    ), (
        "{M} waved {obj}, and the spell was broken.", "At the touch of {obj}, the spell broke, and {S} cheered.",
        "{S} laid {obj} down, and there was a sound like rain on glass. The spell was gone.",
        "When {M} blew on {obj}, everything came alive.",
    )),
    Problem("thirst for sleep", "glass", (
        "Then nobody could sleep any more. The sandman had lost {an_obj}.",
        "One night the stars fell from the sky, and a dwarf hid them in {an_obj}.",
        "But the queen had lost her laugh. It was shut up in {an_obj}.",
        "The west wind was trapped in {an_obj}, and no ship could leave.",
    ), (
        "{M} opened {obj}, and it all came out with a sigh.", "{S} shook {obj} three times, and the trouble was over.",
        "When {S} pulled the cork from {obj}, everyone felt it at once.", "{M} broke open {obj}, and what had been lost was free.",
    )),
    Problem("wedding", "jewel", (
        "The wedding of the year was near, but {an_obj} for the bride was lost.",
        "One day the bride of the duke cried bitterly. Without {an_obj} there could be no wedding.",
        "Then, an hour before the wedding, {an_obj} fell into the river and was swept away.",
        "Every bride in that land wore {an_obj}, but a raven had taken it.",
    ), (
        "The bride put on {obj} and kissed {M}.", "{M} arrived with {obj} just in time for the wedding.",
        "When {S} held up {obj}, the wedding could begin.", "The bride saw {obj} and tossed the flowers to {S}.",
    )),
    Problem("dragon's sorrow", "toy", (
        "Then a dragon came and burned the barns. In truth it was sad about {an_obj} it had lost.",
        "A young dragon sat on the market square and sobbed. It missed {an_obj}.",
        "One day smoke rose from the hills. A dragon demanded {an_obj} within three days.",
        "But a dragon had the hiccups, and each one burned a house. Only {an_obj} could soothe it.",
    ), (
        "The dragon took {obj}, thanked {M} and flew away.", "When {S} held out {obj}, the dragon purred.",
        "The dragon curled up around {obj}, and {M} tiptoed away.", "{M} tossed {obj} to the dragon, and it wagged its tail.",
    )),
    Problem("haunting", "book", (
        "One night a ghost began to moan. It could not rest without {an_obj}.",
        "Then there were knocks in the walls. A ghost was searching for {an_obj}.",
        "But the house was haunted, and the ghost wanted {an_obj} back.",
        "Every midnight a pale lady asked for {an_obj} and sighed.",
    ), (
        "The ghost took {obj}, bowed to {M} and was gone.", "{S} laid {obj} on the stairs, and the ghost found peace.",
        "At midnight {M} handed over {obj}, and the moaning stopped.", "The ghost read in {obj}, smiled at {S} and faded.",
    )),
    Problem("wolves", "music", (
        "Then wolves came to the gates. Only the sound of {an_obj} could drive them off.",
        "One winter the wolves howled before every door, and people remembered {an_obj} that wolves feared.",
        "But a grey wolf kept the town awake. It would only listen to {an_obj}.",
        "The wolves came nearer each night, and {an_obj} that had scared them was gone.",
    ), (
        "{M} sounded {obj}, and the wolves ran for the hills.", "When the wolves heard {obj}, they lay down before {S}.",
        "{S} let {obj} ring out, and no wolf was seen again.", "One note of {obj} from {M}, and the wolves were gone.",
    )),
    Problem("contest", "wild", (
        "One day a contest was announced. Whoever found {an_obj} would win a golden carriage.",
        "The queen grew bored and offered half the kingdom for {an_obj}.",
        "Then a herald came by: the finder of {an_obj} would never have to work again.",
        "But the grandmother had one last wish. It was {an_obj}.",
    ), (
        "{M} showed {obj}, and the prize was won.", "With {obj} in hand, {S} stood before the crowd, and the crowd cheered.",
        "Everyone wanted to see {obj}, and {M} held it up high.", "For {obj}, {S} was given the prize and shared it with all.",
    )),
    Problem("flood", "stone", (
        "Then the rain would not stop. Someone had taken {an_obj} from the rain god.",
        "One night the sea rose. It was looking for {an_obj}.",
        "But the lake came nearer every day, because {an_obj} no longer lay on its ground.",
        "Water stood in every kitchen, and only {an_obj} could close the spring.",
    ), (
        "{M} dropped {obj} into the water, and it sank away.", "{S} put {obj} down, and the flood turned back.",
        "The water carried off {obj}, thanked {M} with a splash and went home.", "Once {obj} lay in its place, {S} had dry feet.",
    )),
    Problem("debt", "kitchen", (
        "One day a moneylender came and demanded {an_obj} by the end of the week, or else the house.",
        "Then Grandmother lost {an_obj}, and nothing tasted good any more.",
        "But for the fair a prize was set on {an_obj} that had once belonged to a giant.",
        "The chef of the palace would not work without {an_obj}, and it was gone.",
    ), (
        "{M} put {obj} on the counter, and the matter was settled.", "There was great joy over {obj}, and {S} got the first plate.",
        "{S} polished {obj} and handed it over.", "When {M} came with {obj}, the kitchen was happy again.",
    )),
    Problem("lost fleet", "light", (
        "One autumn the ships did not come home. They needed {an_obj} to see the shore.",
        "Then thick fog lay on the bay, and only {an_obj} could shine through it.",
        "But a child was lost in the hills at night, and the searchers wanted {an_obj}.",
        "The miners were trapped in the deep, and nothing but {an_obj} would burn down there.",
    ), (
        "{S} swung {obj}, and all the lost came home.", "By the light of {obj}, {M} saw them coming.",
        "{M} set {obj} on the highest rock, and by dawn everyone was back.", "Led by {obj} and by {S}, they all returned.",
    )),
    Problem("journey cloth", "cloth", (
        "Then an old beggar asked for nothing but {an_obj}, and nobody had one.",
        "One day a scarecrow began to talk. It wanted {an_obj} that the wind had taken.",
        "But the king was cold on his throne and could not rule without {an_obj}.",
        "The moon had a hole in its coat, and {an_obj} was needed to cover it.",
    ), (
        "{M} brought {obj}, and there was a warm smile.", "It fitted well, and {S} was praised for {obj}.",
        "{S} laid down {obj} with a bow, and the wish had come true.", "Nobody ever wore anything as gladly as {obj}, {M} said.",
    )),
    Problem("potion", "remedy", (
        "One day the queen turned green, and only {an_obj} could make her rosy again.",
        "Then the hens laid no eggs. They needed {an_obj} to get well.",
        "But a witch had put a hex on the village, and {an_obj} was the cure.",
        "The last unicorn was dying, and it would eat nothing but {an_obj}.",
    ), (
        "{M} gave {obj} away, and health came back.", "Thanks to {obj}, everyone was well by evening, and {S} rested.",
        "{S} held out {obj}, and after one bite all was as before.", "There was magic in {obj}, and {M} saw it work at once.",
    )),
)

TURNS = ("alone", "helper", "animal", "storm", "dream", "guardian", "temptation")
TURN_WEIGHTS = (8, 1, 1, 1, 1, 1.5, 1)

# Where the object is, and the start.
CLUES = (
    "It was said to be {at_goal}.", "It was hidden {at_goal}, people said.", "[An old song|A story|A rumor] said that it lay {at_goal}.",
    "The only one lay {at_goal}.", "Nobody had dared to look {at_goal}.", "The [owl|wind|moon] knew it: it was {at_goal}.",
    "It could be found {at_goal} and nowhere else.", "All signs pointed to {goal}.", "\"Look {at_goal},\" said the [old nurse|baker|mayor].",
    "A letter came: \"Search {at_goal}.\"", "\"You will find it {at_goal},\" said [the elders|a stranger|the judge].",
)
STARTS = (
    "So {group} set out.", "So {names} set out.", "{M} packed {his} bag, and {they} left.", "{M} kissed {his} mother goodbye, and off {they} went.", "{names} packed [bread and cheese|a bag|a rope and some apples] and set out.",
    "{They} left at [dawn|sunrise|first light].", "\"[We will go|Let us go],\" said {S}, and {they} left.", "{S} did not wait and put on {his} boots.",
    "{Group} went at once.", "[The next morning|That same night|Within the hour], {names} [set out|left home].",
    "{M} said goodbye to [the cat|the neighbors|the geese], and off {they} went.", "\"I am not afraid,\" said {M}, and off {they} went.",
    "+ {M} took {O} by the hand, and they set out.", "+ {M} and {O} looked at each other, and then they all left.",
    "1 {S} took {his} [coat|stick|bag] and left.", "1 So {S} set out alone.", "1 {S} went, with [bread|a cheese|two apples] in {his} bag.",
)
# On the way, a deed that shows a trait.
DEEDS = (
    "On the way, {name}, who was {trait}, {deed}.", "{name} was {trait} and {deed}.", "Because {name} was {trait}, {he} {deed}.",
    "{Trait} {name} {deed}.", "The {trait} {name} {deed}.", "As {trait} as ever, {name} {deed}.", "Being {trait}, {name} {deed}.",
    "Who was {trait}? It was {name} who {deed}.", "How {trait} {name} was! {He} {deed}.",
)
WANDERING = (
    "{M} carried [the bread|the map|the blankets].", "[At night|In the evening] {M} [made tea|hummed a tune|thought of home].",
    "{names} walked for [two|three|seven] days.", "[The road was long|The sun burned|The nights were cold], but {M} [kept going|did not complain].",
    "{M} lost {his} hat and found it again.", "{M} told {his} favorite story.", "{M} found [mushrooms|berries|wild honey], and {they} ate.", "The [wind blew|rain fell], and {M} pulled up {his} hood.",
    "+ {M} walked in front and {O} behind.", "+ {M} told {O} to keep up.", "+ \"Are we there yet?\" asked {M}. \"No,\" said {O}.",
    "1 \"It cannot be far,\" said {S}.", "1 {S} slept [under a hedge|in a barn|in the hay].",
)
