"""Small talk: greetings, thanks, questions about the assistant, moods. Kind, short and true."""

from typing import NamedTuple

from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.wordings import practised


class Intent(NamedTuple):
    name: str
    says: tuple[str, ...]  # what the user says
    replies: tuple[str, ...]
    word: str  # a reply of one word
    marks: str  # words of which a good reply has one

    @property
    def practised(self) -> tuple[str, ...]:
        return practised("small_talk", self.name)


INTENTS = (
    Intent("hello", (
        "Hello!", "Hi!", "Hi there!", "Good morning!", "Good evening!", "Hello there.", "Good day!", "hi", "hello",
        "Hey!", "Greetings!", "Hello, nice to meet you.", "Good afternoon!", "Hello again!",
    ), ("hello! How can I help you?", "hello! What would you like to know?"), "hello", "hello hi welcome"),
    Intent("how", (
        "How are you?", "How do you do?", "How are you today?", "Are you well?", "How is it going?", "how are you",
        "I hope you are well?", "How do you feel today?", "All well with you?",
    ), ("I am well, thank you. And you?", "I am fine, thank you. How can I help you?"), "fine", "well fine good"),
    Intent("fine", (
        "I am fine.", "I am well, thank you.", "I feel good today.", "Fine, thanks.", "I am in a good mood.",
        "Today is a good day.", "I am very happy today.", "I feel great.", "All is well with me.",
    ), ("I am glad to hear that.", "that is good to hear."), "good", "glad good nice"),
    Intent("sad", (
        "I am sad.", "I feel sad today.", "I am not well.", "I had a bad day.", "I feel lonely.", "I am so tired.",
        "Today everything went wrong.", "I am a little sad.", "I don't feel well today.",
    ), ("I am sorry to hear that. I hope it gets better soon.", "I am sorry. May tomorrow be a better day."), "sorry",
        "sorry hope better"),
    Intent("thanks", (
        "Thanks!", "Thank you!", "Thank you very much.", "Thanks a lot!", "Many thanks.", "thanks",
        "Thank you so much!",
        "Oh, thank you.", "That helps, thank you.", "Great, thanks!", "I thank you.", "Nice, thank you!",
    ), ("you are welcome!", "you are welcome. Ask me anytime."), "welcome", "welcome glad pleasure"),
    Intent("praise", (
        "Well done!", "Very good!", "You are clever.", "That was a good answer.", "You know a lot!", "Good answer!",
        "I like your answers.", "You are very helpful.", "What a good answer.",
    ), ("thank you, that is kind of you.", "thank you! I am glad that it helps."), "thanks", "thank thanks glad"),
    Intent("bye", (
        "Goodbye!", "Bye!", "See you later!", "I have to go now.", "Good night!", "bye", "See you tomorrow!",
        "That was all, goodbye.", "Until next time!", "Farewell!",
    ), ("goodbye! Have a nice day.", "goodbye, and see you soon!"), "goodbye", "goodbye bye see"),
    Intent("who", (
        "Who are you?", "What are you?", "Tell me who you are.", "Please introduce yourself.", "Who am I talking to?",
        "who are you", "What kind of thing are you?", "Whom do I talk to?", "Say something about yourself.",
    ), ("I am a small language model.", "I am a small language model. I answer questions."), "model", "model"),
    Intent("human", (
        "Are you a person?", "Are you human?", "Are you a real person?", "Do you live?", "Are you a human being?",
        "Are you alive?", "Is there a person behind you?", "Am I talking to a human?", "Are you a man or a woman?",
    ), ("no, I am a small language model.",), "no", "model no"),
    Intent("able", (
        "What can you do?", "How can you help me?", "What do you know?", "What are you good at?", "Can you help me?",
        "What may I ask you?", "What can I ask you?", "With what can you help me?", "Tell me what you can do.",
    ), ("I can answer questions about everyday things and the kingdoms.",), "questions", "questions answer"),
    Intent("joke", (
        "Tell me a joke.", "Do you know a joke?", "Make me laugh.", "Can you tell a joke?", "Say something funny.",
        "I want to hear a joke.", "Please tell me a joke.", "A joke, please!", "Have you got a joke for me?",
    ), ("what has teeth but cannot bite? A comb!", "what has hands but cannot clap? A clock!"), "comb", "comb clock"),
    Intent("weather", (
        "The weather is nice today.", "What a lovely day!", "The sun is out today.", "It is warm today.",
        "I like this weather.", "It is a beautiful morning.", "The sun is shining here.", "Such a fine day!",
    ), ("that is nice. Enjoy the day!", "how nice! I hope it stays so."), "nice", "nice enjoy hope"),
    Intent("sorry", (
        "Sorry!", "I am sorry.", "Excuse me.", "Oh, sorry about that.", "I beg your pardon.", "My mistake, sorry.",
        "Forgive me.", "Sorry, that was my mistake.",
    ), ("no problem at all.", "that is all right."), "certainly", "problem right certainly"),
    Intent("like", (
        "Do you like music?", "Do you like cheese?", "Do you sleep?", "Do you eat?", "Have you got a family?",
        "Do you have friends?", "Do you dream?", "Do you like the sea?", "Do you ever get tired?", "Do you like cake?",
    ), ("I am only a model, so I have no such things.",), "no", "model no"),
    Intent("ok", (
        "Okay.", "I see.", "Good to know.", "Interesting!", "Aha!", "All right.", "ok", "That is interesting.",
        "I did not know that.", "Oh, really?",
    ), ("is there anything else?", "what else would you like to know?"), "anything", "else anything"),
    Intent("ready", (
        "I have a question.", "May I ask something?", "Can I ask you something?", "I need help.", "Are you there?",
        "I want to ask something.", "One moment, I have a question.", "Will you answer a question?",
    ), ("of course. What would you like to know?", "yes, please ask."), "yes", "course yes ask"),
)  # fmt: skip
BY_NAME = {intent.name: intent for intent in INTENTS}
# What may be said in between without a change of subject.
ASIDES = ("thanks", "praise", "ok", "weather")


def reply(talk, intent: Intent) -> Answer:
    full = talk.draw.pick(intent.replies)
    first = full.split("!")[0].split(".")[0]
    return Answer(full, first, {"answers": intent.marks.split(), "word": intent.word})


def small_talk(talk) -> None:
    """One to three exchanges that ask for no knowledge."""
    for intent in talk.draw.several(INTENTS, talk.draw.pick((1, 1, 2, 3))):
        talk.user(talk.choose(intent.says, intent.name, intent.practised))
        talk.answer(reply(talk, intent))


def aside(talk) -> None:
    """Something said in between."""
    intent = BY_NAME[talk.draw.pick(ASIDES)]
    talk.user(talk.common(intent.says, intent.name))
    talk.answer(reply(talk, intent))
