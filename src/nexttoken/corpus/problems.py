"""What goes wrong, and how it comes right.

Slots: {obj} the object that is looked for ("the silver comb"), {an_obj} its first mention, {M} any of the people, {S}
the one whose skill helps on the way.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    name: str
    objects: str  # a class of words.OBJECTS
    wants: tuple
    cures: tuple


PROBLEMS = (
    Problem(
        "theft",
        "jewel",
        (
            "The queen [owned|had|treasured] {an_obj}. One [morning|night|evening] it was [stolen|gone|taken].",
            "[Then|One night] {an_obj} was stolen from the [queen|king], and nobody laughed at court.",
            "[One night|At dawn] a [magpie|thief|monkey] stole {an_obj} from the [queen|royal chamber|treasury].",
            "The pride of the [court|land|town] was {an_obj}, but [one day|one morning] it [was gone|had vanished].",
            "[Then|One day] the [queen|duchess] wept, for {an_obj} had [disappeared|been stolen].",
        ),
        (
            "The queen [took|saw] {obj} and embraced {S}.",
            "{M} gave {obj} back to the queen.",
            "When {M} brought {obj} home, the queen wept for joy.",
            "Soon {obj} was in the palace again, and {M} was thanked.",
        ),
    ),
    Problem(
        "illness",
        "remedy",
        (
            "[Then|One day] the [old king|queen] fell ill. [Only|Nothing but] {an_obj} could [heal|save] such a fever.",
            "One [winter|spring|autumn], a fever came, and the [doctors|nurses|healers] asked for {an_obj}.",
            "[But|Then] {their} mother [lay sick|could not get up], and nothing helped except {an_obj}.",
            "[One day|Then] the children of the town had a [cough|fever], and {an_obj} was the only cure.",
            "A [sickness|cough|plague] went [around|from house to house], and {an_obj} was the [only cure|last hope].",
        ),
        (
            "{M} made tea from {obj}, and the fever went away.",
            "One bite of {obj} was enough, and {M} saw red cheeks again.",
            "{S} [sliced|grated] {obj}, and by morning the sickness was over.",
            "A spoonful of {obj} from {M} healed everyone.",
        ),
    ),
    Problem(
        "darkness",
        "light",
        (
            "Then one day the sun did not [rise|wake]. [Only|Nothing but] {an_obj} could [wake it|bring it back].",
            "One evening the lighthouse went dark. Its flame [lived|burned] in {an_obj}, and that was [lost|gone].",
            "[But|Then] the nights grew longer and longer. An old song told of {an_obj} that would never go out.",
            "[Then|One day] a [shadow|black cloud] covered the land, and nothing could break it but {an_obj}.",
            "[Then|One night] all the fires went out, and {an_obj} was [needed|missing].",
        ),
        (
            "{M} [lit|raised] {obj}, and the darkness [fled|melted].",
            "When {S} held up {obj}, it was day again.",
            "{S} hung {obj} high, and light fell on every roof.",
            "The light of {obj} shone on {M}, and the night was over.",
        ),
    ),
    Problem(
        "silence",
        "music",
        (
            "[One morning|One day|Suddenly] all music was [gone|lost]. It was [locked|hidden] in {an_obj}.",
            "[Then|One night] a [spell|curse|witch] took every tune away, and only {an_obj} could bring them back.",
            "[But|Now] the [summer|spring|harvest] feast was near, and {an_obj} was [missing|lost].",
            "One day {an_obj} [fell silent|was carried off by the wind], and the [land|town|valley] grew sad.",
            "Nobody [hummed|smiled] any more, for {an_obj} was [lost|gone|far away].",
        ),
        (
            "{M} touched {obj}, and every tune came back.",
            "At the first sound of {obj}, {S} wept for joy.",
            "{S} brought {obj} to the square, and [the silence was broken|the whole town listened].",
            "When {M} tried {obj}, even the stones hummed.",
        ),
    ),
    Problem(
        "drought",
        "stone",
        (
            "[Then|One summer] the [wells|ponds] ran dry. [Only|Nothing but] {an_obj} could call the water back.",
            "[One summer|That year] no rain fell. {An_obj} had to be laid in the spring, people said.",
            "[But|Then] the [river|brook|mill stream] stopped, for {an_obj} had been taken from its bed.",
            "That [year|summer] the [fields|meadows] turned to dust, and the elders [dreamed|whispered] of {an_obj}.",
            "The [cows|trees|gardens] were thirsty, and {an_obj} was [missing|needed] at the spring.",
        ),
        (
            "{M} laid {obj} in the spring, and water gushed out.",
            "When {S} dropped {obj} into the well, it began to rain.",
            "{S} put {obj} in its old place, and the river came back.",
            "The moment {M} wet {obj}, clouds came from the sea.",
        ),
    ),
    Problem(
        "locked",
        "key",
        (
            "[One day|Then] the [treasure room|granary|school] could not be opened. {An_obj} was [missing|lost].",
            "[Then|One night] the [heavy gate|city gate] fell shut, and {an_obj} was needed to open it.",
            "[But|Then] winter came, the [pantry|barn] was closed, and {an_obj} was [nowhere to be found|gone].",
            "In the [cellar|attic] stood a [chest|cupboard|trunk] that nobody could open. It needed {an_obj}.",
            "[Then|One day] the [mayor|queen|innkeeper] lost {an_obj}, and [every door|the great door] stayed shut.",
        ),
        (
            "{M} turned {obj}, and with a click it was open.",
            "{S} put in {obj}, and it fitted at once.",
            "At home {obj} turned without a sound, and {M} cheered.",
            "With {obj} in hand, {S} opened it before all eyes.",
        ),
    ),
    Problem(
        "crying",
        "toy",
        (
            "[One day|Then] the baby of the [queen|innkeeper] would not stop crying, for {an_obj} was [lost|gone].",
            "[Then|One day] a small child wept day and night, because {an_obj} had been carried away by a storm.",
            "[But|Then] a [boy|girl] next door had lost {an_obj} and would not [eat|sleep|laugh].",
            "A child giant howled in the [hills|woods]. It wanted {an_obj} and [nothing else|nothing but that].",
            "Without {an_obj}, a [sick|small] child could not [sleep|smile]. But nobody knew where it was.",
        ),
        (
            "{M} handed over {obj}, and the crying stopped.",
            "When the child saw {obj}, there was a laugh, and {S} laughed too.",
            "{S} put {obj} in the cradle, and all was still.",
            "The child hugged {obj}, then {M}, and fell asleep.",
        ),
    ),
    Problem(
        "forgetting",
        "book",
        (
            "Then everybody began to forget. First names, then [streets|faces]. Only {an_obj} still knew everything.",
            "[One morning|Then] nobody could read any more. The letters had [fled|flown] into {an_obj}.",
            "[But|Then] the laws were lost, and with them {an_obj} in which they [stood|were written].",
            "[One day|Then] the old teacher missed {an_obj}, and without it there was no school.",
            "All [songs|stories|recipes] were in {an_obj}, and [one day|one night] it [was gone|had been taken].",
        ),
        (
            "{M} opened {obj} and read until all remembered.",
            "{S} [unrolled|unfolded|opened] {obj}, and the words came home.",
            "When {M} held {obj} in the light, everyone knew everything again.",
            "The teacher kissed {obj} and thanked {S}.",
        ),
    ),
    Problem(
        "hunger",
        "kitchen",
        (
            "[Then|One winter] hunger came to the land. But long ago there had been {an_obj} that was never empty.",
            "One [winter|spring] there was nothing left to eat. Only {an_obj} could help, for it filled itself.",
            "[But|Then] a giant at the [border|gate] was hungry and wanted {an_obj}, or else the whole village.",
            "That [autumn|summer] the harvest rotted, and people [whispered|told] of {an_obj} full of magic.",
            "The [barns|pots|shelves] were empty, and {an_obj} was the [only hope|last hope].",
        ),
        (
            "{M} put {obj} on the table, and everybody ate.",
            "When {S} knocked on {obj}, it was full of porridge.",
            "Out of {obj} came dumplings, and {M} ate eleven.",
            "{S} filled every plate from {obj}.",
        ),
    ),
    Problem(
        "barren",
        "seed",
        (
            "[One spring|That year] nothing grew. Only {an_obj} could make the [earth|hills] green.",
            "[Then|One day] the old tree in the [square|garden] died. A new one had to come from {an_obj}.",
            "[But|Then] the king promised a [farm|forest|garden] to whoever brought {an_obj}.",
            "The [soil|land] was grey, and an old gardener knew of {an_obj} from which everything [grows|comes].",
            "[Then|One night] locusts ate [every leaf|the whole harvest], and {an_obj} was needed to begin again.",
        ),
        (
            "{M} planted {obj}, and the next morning all was green.",
            "{S} put {obj} in the ground, and a tree shot up.",
            "Where {M} buried {obj}, flowers came up by the thousand.",
            "From {obj} grew a tree, and {S} sat in its shade.",
        ),
    ),
    Problem(
        "frost",
        "cloth",
        (
            "Then winter came and would not [leave|end]. The snow queen [demanded|wanted] {an_obj}.",
            "One day Grandfather Frost [lost|missed] {an_obj} and was so angry that he froze the [land|lakes].",
            "[But|Then] it grew colder [every day|and colder], and only {an_obj} could warm the [whole world|land].",
            "The [winter|north|mountain] wind had a stiff neck and blew and blew. It needed {an_obj}.",
            "Snow fell [in summer|on the roses], and {an_obj} was [the only remedy|needed against it].",
        ),
        (
            "{M} spread out {obj}, and the ice began to drip.",
            "As soon as {S} unpacked {obj}, spring came.",
            "The frost took {obj}, thanked {M} and left.",
            "{S} hung {obj} on the north wind, and it was warm.",
        ),
    ),
    Problem(
        "repair",
        "tool",
        (
            "[Then|One day] the big clock stopped, and time stood still. It could only be set going with {an_obj}.",
            "One night the [dam|dike|bridge] broke. To [close|fix] it, {an_obj} was needed.",
            "[But|Then] the [church|school|castle] roof fell in, and the builder could not work without {an_obj}.",
            "The [dream mill|music box|great loom] no longer turned, because {an_obj} was missing from it.",
            "[Then|One day] the [ferry|town pump] fell to pieces, and {an_obj} was [missing|needed].",
        ),
        (
            "With {obj}, {M} had it running before supper.",
            "{S} took {obj}, and by evening everything was whole.",
            "{M} held {obj} while the whole town helped.",
            "Thanks to {obj}, {S} set it right in an hour.",
        ),
    ),
    Problem(
        "spell",
        "wild",
        (
            "[One day|Then] a sorcerer turned the whole [court|market] to stone. Only {an_obj} could break the spell.",
            "Then the old [duke|baron] was changed into a [frog|goat], and {an_obj} was needed to free him.",
            "[But|Then] a curse fell on the house, and no one woke up. The [cure|remedy] was {an_obj}.",
            "The [king|queen] set a task: whoever brings {an_obj} shall have a wish.",
            "A witch put the [town|garden] to sleep, and [nothing|no one] but {an_obj} could [wake it|help].",
        ),
        (
            "{M} waved {obj}, and the spell was broken.",
            "At the touch of {obj}, the spell broke, and {S} cheered.",
            "{S} laid {obj} down, and there was a sound like rain on glass. The spell was gone.",
            "When {M} blew on {obj}, everything came alive.",
        ),
    ),
    Problem(
        "thirst for sleep",
        "glass",
        (
            "Then nobody could sleep any more. The sandman had lost {an_obj}.",
            "One night the stars fell from the sky, and a [dwarf|thief|raven] hid them in {an_obj}.",
            "[But|Then] the queen had lost her [laugh|voice|shadow]. It was shut up in {an_obj}.",
            "The [west|south] wind was trapped in {an_obj}, and no [ship|mill] could [leave|move].",
            "[Then|One day] all the colors were [drawn off|poured] into {an_obj}, and the world was grey.",
        ),
        (
            "{M} opened {obj}, and it all came out with a sigh.",
            "{S} shook {obj} three times, and the trouble was over.",
            "When {S} pulled the cork from {obj}, everyone felt it at once.",
            "{M} broke open {obj}, and what had been lost was free.",
        ),
    ),
    Problem(
        "wedding",
        "jewel",
        (
            "The wedding of the year was near, but {an_obj} for the bride was [lost|missing].",
            "[One day|Then] the bride of the duke cried bitterly. Without {an_obj} there could be no wedding.",
            "Then, [an hour|a day] before the wedding, {an_obj} fell into the [river|sea] and was swept away.",
            "Every bride in that land wore {an_obj}, but a [raven|troll|thief] had taken it.",
            "[Then|One day] the [oldest|youngest] bride of the [town|valley] wanted {an_obj}, and only that would do.",
        ),
        (
            "The bride put on {obj} and kissed {M}.",
            "{M} arrived with {obj} just in time for the wedding.",
            "When {S} held up {obj}, the wedding could begin.",
            "The bride saw {obj} and tossed the flowers to {S}.",
        ),
    ),
    Problem(
        "dragon's sorrow",
        "toy",
        (
            "Then a dragon came and burned the [barns|fields|bridges]. In truth it was sad about {an_obj} it had lost.",
            "A young dragon sat on the [market square|church tower] and sobbed. It [missed|wanted] {an_obj}.",
            "One day smoke rose from the hills. A dragon demanded {an_obj} within [three days|a week].",
            "[But|Then] a dragon had the hiccups, and each one burned a [house|hut]. Only {an_obj} could soothe it.",
            "[Then|One night] a [dragon|green dragon] could not fall asleep without {an_obj}, and it roared.",
        ),
        (
            "The dragon took {obj}, thanked {M} and flew away.",
            "When {S} held out {obj}, the dragon purred.",
            "The dragon curled up around {obj}, and {M} tiptoed away.",
            "{M} tossed {obj} to the dragon, and it wagged its tail.",
        ),
    ),
    Problem(
        "haunting",
        "book",
        (
            "One night a ghost began to [moan|sigh|rattle]. It could not rest without {an_obj}.",
            "Then there were knocks in the [walls|attic|chimney]. A ghost was searching for {an_obj}.",
            "[But|Then] the [house|inn|chapel] was haunted, and the ghost wanted {an_obj} back.",
            "Every midnight a pale [lady|bride] asked for {an_obj} and [sighed|wept].",
            "A ghost [rattled at the doors|walked through the walls] and [moaned|asked] for {an_obj}.",
        ),
        (
            "The ghost took {obj}, bowed to {M} and was gone.",
            "{S} laid {obj} on the stairs, and the ghost found peace.",
            "At midnight {M} handed over {obj}, and the moaning stopped.",
            "The ghost read in {obj}, smiled at {S} and faded.",
        ),
    ),
    Problem(
        "wolves",
        "music",
        (
            "[Then|One winter] wolves came to the gates. Only the sound of {an_obj} could drive them off.",
            "One winter the wolves howled before every door, and people remembered {an_obj} that wolves feared.",
            "[But|Then] a grey wolf kept the town awake. It would only listen to {an_obj}.",
            "The wolves came nearer each [night|hour], and {an_obj} that had scared them was [gone|lost].",
            "Wolves [circled|surrounded] the [town|herd], and {an_obj} was [the only help|far away].",
        ),
        (
            "{M} sounded {obj}, and the wolves ran for the hills.",
            "When the wolves heard {obj}, they lay down before {S}.",
            "{S} let {obj} ring out, and no wolf was seen again.",
            "One note of {obj} from {M}, and the wolves were gone.",
        ),
    ),
    Problem(
        "contest",
        "wild",
        (
            "[One day|Then] a contest was announced. Whoever found {an_obj} would win a golden carriage.",
            "The queen grew bored and offered [half the kingdom|a ship|a palace] for {an_obj}.",
            "Then a herald came by: the finder of {an_obj} would never have to work again.",
            "[But|Then] the grandmother had one last wish. It was {an_obj}.",
            "[One day|Then] the king wanted {an_obj} for his birthday, and [he promised a reward|nobody had one].",
        ),
        (
            "{M} showed {obj}, and the prize was won.",
            "With {obj} in hand, {S} stood before the crowd, and the crowd cheered.",
            "Everyone wanted to see {obj}, and {M} held it up high.",
            "For {obj}, {S} was given the prize and shared it with all.",
        ),
    ),
    Problem(
        "flood",
        "stone",
        (
            "Then the rain would not stop. Someone had taken {an_obj} from the [rain god|cloud king].",
            "One [night|day] the sea rose. It was [looking|searching] for {an_obj}.",
            "[But|Then] the lake came nearer every day, because {an_obj} no longer lay on its ground.",
            "Water stood in every [kitchen|cellar|street], and only {an_obj} could close the spring.",
            "The [river|sea] took [one house|one field] after the other, and it wanted {an_obj} back.",
        ),
        (
            "{M} dropped {obj} into the water, and it sank away.",
            "{S} put {obj} down, and the flood turned back.",
            "The water carried off {obj}, thanked {M} with a splash and went home.",
            "Once {obj} lay in its place, {S} had dry feet.",
        ),
    ),
    Problem(
        "debt",
        "kitchen",
        (
            "One day a moneylender came and demanded {an_obj} by the end of the [week|month], or else the house.",
            "Then Grandmother lost {an_obj}, and [nothing tasted good|no cake rose] any more.",
            "[But|Then] for the fair a prize was set on {an_obj} that had once belonged to a [giant|saint|queen].",
            "The chef of the palace would not work without {an_obj}, and it was [gone|lost].",
            "[Then|One day] the [inn|bakery] had to close, for {an_obj} was [lost|gone|missing].",
        ),
        (
            "{M} put {obj} on the counter, and the matter was settled.",
            "There was great joy over {obj}, and {S} got the first plate.",
            "{S} polished {obj} and handed it over.",
            "When {M} came with {obj}, the kitchen was happy again.",
        ),
    ),
    Problem(
        "lost fleet",
        "light",
        (
            "One [autumn|spring] the ships did not come home. They needed {an_obj} to see the [shore|rocks].",
            "Then thick fog lay on the [bay|town|pass], and only {an_obj} could shine through it.",
            "[But|Then] a child was lost in the [hills|woods] at night, and the searchers [wanted|needed] {an_obj}.",
            "The miners were trapped in the deep, and nothing but {an_obj} would burn down there.",
            "[Then|One night] the [fishermen|riders] did not [return|come back], and {an_obj} had to guide them home.",
        ),
        (
            "{S} swung {obj}, and all the lost came home.",
            "By the light of {obj}, {M} saw them coming.",
            "{M} set {obj} on the highest rock, and by dawn everyone was back.",
            "Led by {obj} and by {S}, they all returned.",
        ),
    ),
    Problem(
        "journey cloth",
        "cloth",
        (
            "Then an old beggar asked for nothing but {an_obj}, and nobody had one.",
            "[One day|Then] a scarecrow began to talk. It [wanted|missed] {an_obj} that the wind had taken.",
            "[But|Then] the king was cold on his throne and could not rule without {an_obj}.",
            "The [moon|evening star] had a hole in its coat, and {an_obj} was needed to cover it.",
            "[Then|One day] the [statue|snowman] on the square shivered, and it [begged|asked] for {an_obj}.",
        ),
        (
            "{M} brought {obj}, and there was a warm smile.",
            "It fitted well, and {S} was praised for {obj}.",
            "{S} laid down {obj} with a bow, and the wish had come true.",
            "Nobody ever wore anything as gladly as {obj}, {M} said.",
        ),
    ),
    Problem(
        "potion",
        "remedy",
        (
            "One day the queen turned [green|blue|yellow], and only {an_obj} could make her rosy again.",
            "Then the hens laid no eggs. They needed {an_obj} to get well.",
            "[But|Then] a witch had put a hex on the [village|well|herd], and {an_obj} was the cure.",
            "The last unicorn was dying, and it would eat nothing but {an_obj}.",
            "[Then|One day] every [cat|horse] in the [village|valley] was sick, and {an_obj} was missing.",
        ),
        (
            "{M} gave {obj} away, and health came back.",
            "Thanks to {obj}, everyone was well by evening, and {S} rested.",
            "{S} held out {obj}, and after one bite all was as before.",
            "There was magic in {obj}, and {M} saw it work at once.",
        ),
    ),
)
