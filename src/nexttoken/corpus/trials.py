"""Something is in the way: {thing}. A skill is called for, and {S}, whose skill it is, {feat}.

In stories the owner is named first and then the skill, as when it was told. In drills (`drills.py`) the skill may be
called for first, and a model has to find out whose it is. That is harder: see `training/binding.py`.
"""

# Owner, skill, what is in the way, and what the owner does about it.
AHEAD = (
    "{S} could {do}, and [soon|before long] that was needed: there was {thing}. {S} {feat}.",
    "It was good that {S} could {do}, for {they} came to {thing}. {S} {feat}.",
    "{S}, who could {do}, [walked|went] in front. Soon {they} met {thing}, and {S} {feat}.",
    "{S} knew how to {do}. That helped, for {thing} was in the way. {S} {feat}.",
    "Luckily {S} could {do}. When {they} came to {thing}, {S} {feat}.",
    "{S} had learned to {do}. Now there was {thing}, and {S} {feat}.",
    "What luck that {S} could {do}! The road ended at {thing}. {S} {feat}.",
    "{S} loved to {do} and [soon|now] had to, for there was {thing}. {S} {feat}.",
    "With {S}, who could {do}, nobody feared {thing}. {S} {feat}.",
    "Nobody but {S} could {do}. So when {they} saw {thing}, {S} {feat}.",
    "+ All were glad that {S} could {do}: {thing} was in the way. {S} {feat}.",
    "{S} had not learned to {do} for nothing. Before {goal} was {thing}, and {S} {feat}.",
    "How good that {S} could {do}! Behind the [hill|bend] was {thing}. At once {S} {feat}.",
    "Would it help that {S} could {do}? There was {thing}. Yes: {S} {feat}.",
    "{S} could {do}, and so {thing} was no trouble. {S} {feat}.",
    "[Then|Now] {S} could show how to {do}, for there was {thing}. {S} {feat}.",
    "Who but {S} could {do}? {They} came to {thing}, and {S} {feat}.",
    '{S} said: "I can {do}." It was time, for {thing} was in the way. {S} {feat}.',
    '{S} called: "I can {do}!" And in front of {thing}, {S} {feat}.',
    "{S} was the one to {do}. When there was {thing}, {S} {feat}.",
    "Because {S} could {do}, {thing} did not stop {them}. {S} {feat}.",
    "As {S} could {do}, {they} did not fear {thing}. {S} {feat}.",
    "If {S} could not {do}, {thing} would have been the end. But {S} {feat}.",
    "Since {S} knew how to {do}, {they} went on to {thing}. There {S} {feat}.",
)

# Skill, owner: for drills.
CALLS = (
    "[Somebody|Someone] had to {do}, and [it was {S} who could|that was {S}|luckily {S} could].",
    "It was a task for one who could {do}, and {S} stepped forward.",
    "Here one had to {do}. Could {S} do it? Yes.",
    "Only one who could {do} would get past, and that was {S}.",
    "To get past, one had to {do}, and {S} was [glad to|ready for it|not afraid].",
    "[Who could {do}|Who knew how to {do}|Who had learned to {do}]? {S}.",
    '"We need someone to {do}," [said the wind|a voice said], and {S} nodded.',
    '"I can {do}," said {S}.',
    '"Let me {do}," said {S}.',
    '"I know how to {do}," [whispered|cried|called] {S}.',
    "It helped to {do}, and [nobody did that better than {S}|{S} knew that].",
    "To {do} was the only way, so {S} [began|set to work|did not wait].",
    "[Now|Here] it was good to {do}, and {S} [smiled|stood up|took a deep breath].",
    "For one who could {do}, this was [easy|no trouble], and {S} [laughed|knew it].",
    "If only someone could {do}! And someone could: {S}.",
    "The one who could {do} was needed: {S}.",
)
