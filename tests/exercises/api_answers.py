"""Answers to the tasks of assignment IV that are not the solution: by task another correct one, and wrong ones, each
with a name and with a piece of what its author has to be told.
"""

BILL = {
    "another": "bill = dict(read_in_eight=1520.0, cents=2.08, written=120, read=np.sum([50, 90, 130, 170]))",
    "wrong": {
        "only what is new": (
            "bill = dict(read=80, written=120, cents=1.36, read_in_eight=120)",
            "each request sends all that was said before it",
        ),
        "without the answers": (
            "bill = dict(read=260, written=120, cents=1.72, read_in_eight=680)",
            "what the model said too",
        ),
        "with the answer that is being written": (
            "bill = dict(read=560, written=120, cents=2.32, read_in_eight=1760)",
            "is read by the requests after it, and not by its own",
        ),
        "twice as much for twice as many turns": (
            "bill = dict(read=440, written=120, cents=2.08, read_in_eight=880)",
            "later turns read more than earlier ones",
        ),
        "one price": ("bill = dict(read=440, written=120, cents=1.12, read_in_eight=1520)", "two prices"),
        "price for each token": (
            "bill = dict(read=440, written=120, cents=2080, read_in_eight=1520)",
            "per thousand tokens",
        ),
    },
}

READER = """
def events(pieces):
    found = []
    for event in b"".join(pieces).decode().replace("\\r\\n", "\\n").split("\\n\\n")[:-1]:
        data = "\\n".join(line[5:].removeprefix(" ") for line in event.split("\\n") if line.startswith("data:"))
        if data == "[DONE]":
            break
        found += [json.loads(data)] if data else []
    return found
"""
EVENTS = {
    "another": """
import codecs

def events(pieces):
    decoder, rest, data, found = codecs.getincrementaldecoder("utf-8")(), "", None, []
    for piece in pieces:
        rest += decoder.decode(piece)
        while "\\n" in rest:
            line, rest = rest.split("\\n", 1)
            line = line.rstrip("\\r")
            if line.startswith("data:"):
                said = line[6:] if line[5:6] == " " else line[5:]
                data = said if data is None else data + "\\n" + said
            elif line == "" and data is not None:
                if data == "[DONE]":
                    return found
                found.append(json.loads(data))
                data = None
    return found
""",
    "wrong": {
        "a piece is an event": (
            """
def events(pieces):
    texts = [piece.decode().removeprefix("data: ").strip() for piece in pieces]
    return [json.loads(text) for text in texts if text != "[DONE]"]
""",
            "raised UnicodeDecodeError",
        ),
        "a line is an event": (
            READER.replace('split("\\n\\n")[:-1]', "splitlines()"),
            "raised JSONDecodeError",
        ),
        "lines end in one way only": (READER.replace('.replace("\\r\\n", "\\n")', ""), "pieces end anywhere"),
        "comments are read": (READER.replace(' if line.startswith("data:")', ""), "raised JSONDecodeError"),
        "a space is needed": (
            READER.replace('startswith("data:")', 'startswith("data: ")'),
            "what begins with a colon, or with another name, is passed over",
        ),
        "what breaks off is read": (READER.replace("[:-1]", ""), "the second event has not been ended"),
        "goes on after the end": (READER.replace("break", "continue"), "after [DONE] nothing is read"),
    },
}

PARTS = 'choice["delta"].get("tool_calls") or []'
COLLECTOR = f"""
def assembled(chunks):
    texts, reasons, calls = {{}}, {{}}, {{}}
    for choice in (choice for chunk in chunks for choice in chunk["choices"]):
        at = choice["index"]
        texts[at] = texts.get(at, "") + (choice["delta"].get("content") or "")
        reasons[at] = choice["finish_reason"]
        for part in {PARTS}:
            call = calls.setdefault(at, {{}}).setdefault(part["index"], part)
            if call is not part:
                call["function"]["arguments"] += part["function"]["arguments"]
    result = []
    for at in sorted(texts):
        message = {{"role": "assistant", "content": texts[at] or None}}
        if at in calls:
            made = [call for number, call in sorted(calls[at].items())]
            message["tool_calls"] = [{{key: call[key] for key in ("id", "type", "function")}} for call in made]
        result.append({{"finish_reason": reasons[at], "message": message}})
    return result
"""
ASSEMBLED = {
    "another": """
def assembled(chunks):
    texts, reasons, calls = {}, {}, {}
    for chunk in chunks:
        for choice in chunk["choices"]:
            at, delta = choice["index"], choice["delta"]
            texts[at] = texts.get(at, "") + (delta.get("content") or "")
            if choice["finish_reason"]:
                reasons[at] = choice["finish_reason"]
            for part in delta.get("tool_calls", []):
                known = calls.setdefault(at, {}).setdefault(part["index"], ["", "", ""])
                for place, more in enumerate((part.get("id"), part["function"].get("name"), part["function"].get("arguments"))):
                    known[place] += more or ""
    result = []
    for at in sorted(texts):
        message = {"content": texts[at] or None, "role": "assistant"}
        made = [calls[at][number] for number in sorted(calls.get(at, {}))]
        if made:
            message["tool_calls"] = [
                {"id": id, "type": "function", "function": {"name": name, "arguments": text}} for id, name, text in made
            ]
        result.append({"message": message, "finish_reason": reasons.get(at)})
    return result
""",
    "wrong": {
        "the last delta wins": (
            """
def assembled(chunks):
    message, reason = {"role": "assistant", "content": None}, None
    for chunk in chunks:
        message |= chunk["choices"][0]["delta"]
        reason = chunk["choices"][0]["finish_reason"]
    return [{"finish_reason": reason, "message": message}]
""",
            "one choice, with its message and its reason",
        ),
        "one choice": (COLLECTOR.replace('choice["index"]', "0"), "each chunk says to which choice it belongs"),
        "every chunk has a choice": (
            COLLECTOR.replace('for choice in chunk["choices"]', 'for choice in [chunk["choices"][0]]'),
            "raised IndexError",
        ),
        "no calls": (COLLECTOR.replace(PARTS, "[]"), "id and name come once"),
        "a part is a call": (COLLECTOR.replace('part["index"]', "len(calls[at])"), "raised KeyError: 'id'"),
        "empty text": (COLLECTOR.replace(" or None", ""), "no text was said, so it is None"),
        "calls in the order in which they come": (
            COLLECTOR.replace("sorted(calls[at].items())", "calls[at].items()"),
            "several calls, mixed",
        ),
    },
}

WISH = """
def wished(headers):
    low = {name.lower(): value for name, value in headers.items()}
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1)):
        try:
            if 0 < float(low.get(name, "")) * unit <= 60:
                return float(low[name]) * unit
        except ValueError:
            pass
"""
PASSES = "status >= 500 or status in (408, 409, 429)"
WAIT = "wished(headers) or min(8, 0.5 * 2 ** len(waits))"
CLIENT = f"""{WISH}
def attempts(answers, most):
    waits = []
    for status, headers in answers:
        if not ({PASSES}) or len(waits) == most:
            break
        waits.append({WAIT})
    return status, waits
"""
ATTEMPTS = {
    "another": WISH
    + """
def attempts(answers, most):
    own, waited = 0.5, []
    for status, headers in answers:
        passes = status in {408, 409, 429} or status // 100 >= 5
        if not passes or len(waited) == most:
            break
        waited += [wished(headers) or own]
        own = min(own * 2, 8)
    return status, np.array(waited)
""",
    "wrong": {
        "again whatever it is": (
            CLIENT.replace(PASSES, "status != 200"),
            "what the caller got wrong will be as wrong again",
        ),
        "most answers, not most retries": (
            CLIENT.replace("in answers:", "in answers[:most]:"),
            "is how often it is sent again, after the first time",
        ),
        "waits without end": (
            CLIENT.replace("min(8, 0.5 * 2 ** len(waits))", "0.5 * 2 ** len(waits)"),
            "no wait of the client's own is longer than 8 seconds",
        ),
        "waits that stay the same": (CLIENT.replace(WAIT, "0.5"), "twice as long as the one before it"),
        "deaf": (CLIENT.replace("wished(headers) or ", ""), "the server has said how long to wait"),
        "whatever the server wishes": (CLIENT.replace(" <= 60", ""), "the server's wish, where it is sensible"),
        "429 is the caller's": (CLIENT.replace(", 429)", ")"), "too many requests at once: that passes"),
    },
}

BIAS_FOR = {
    "another": """
def bias_for(p, wanted):
    return np.clip(np.log(wanted / p) + np.log1p(-p) - np.log1p(-wanted), -100, 100)
""",
    "wrong": {
        "of the token alone": ("def bias_for(p, wanted): return math.log(wanted / p)", "scaled to a sum of 1 again"),
        "the difference": ("def bias_for(p, wanted): return wanted - p", "scaled to a sum of 1 again"),
        "the other way": (
            "def bias_for(p, wanted): return math.log(p / (1 - p)) - math.log(wanted / (1 - wanted))",
            "scaled to a sum of 1 again",
        ),
        "no limit": (
            "def bias_for(p, wanted): return math.log(wanted / (1 - wanted)) - math.log(p / (1 - p))",
            "no more than 100",
        ),
        "a limit above only": (
            "def bias_for(p, wanted): return min(100, math.log(wanted / (1 - wanted)) - math.log(p / (1 - p)))",
            "no more than the API takes",
        ),
        "bits": (
            "def bias_for(p, wanted): return max(-100, min(100, math.log2(wanted / (1 - wanted)) - math.log2(p / (1 - p))))",
            "scaled to a sum of 1 again",
        ),
    },
}

FITS = """if sum(each["tokens"] for each in kept) <= room:
            return kept"""
LATEST = f"""
def within(messages, room):
    places = [place for place, each in enumerate(messages) if each["role"] == "user"]
    for start in [0, *places]:
        kept = [each for place, each in enumerate(messages) if place >= start or each["role"] == "system"]
        {FITS}
"""
WITHIN = {
    "another": """
def within(messages, room):
    numbers = np.cumsum([each["role"] == "user" for each in messages])
    first = min((n for n, each in zip(numbers, messages) if each["role"] != "system"), default=0)
    for start in range(first, numbers[-1] + 1):
        kept = [each for n, each in zip(numbers, messages) if n >= start or each["role"] == "system"]
        if sum(each["tokens"] for each in kept) <= room:
            return kept
""",
    "wrong": {
        "the oldest messages, one by one": (
            """
def within(messages, room):
    kept = list(messages)
    while sum(each["tokens"] for each in kept) > room:
        old = next((each for each in kept[:-1] if each["role"] != "system"), None)
        if old is None:
            return None
        kept.remove(old)
    return kept
""",
            "an exchange goes as a whole",
        ),
        "the system goes too": (LATEST.replace(' or each["role"] == "system"', ""), "the system's message stays"),
        "the system's to the front": (
            LATEST.replace("return kept", 'return sorted(kept, key=lambda each: each["role"] != "system")'),
            "the system's messages, wherever they are",
        ),
        "room that is met is too little": (LATEST.replace("<= room", "< room"), "there is room for everything"),
        "the last exchange at any price": (
            LATEST.replace(FITS, FITS.replace("return kept", "break")) + "    return kept",
            "then the result is None",
        ),
        "with a gap": (
            """
def within(messages, room):
    places = [place for place, each in enumerate(messages) if each["role"] == "user"]
    system = [place for place, each in enumerate(messages) if each["role"] == "system"]
    kept = system
    for start, end in reversed(list(zip([0, *places], [*places, len(messages)]))):
        longer = kept + [place for place in range(start, end) if place not in system]
        if sum(messages[place]["tokens"] for place in longer) <= room:
            kept = longer
        elif end == len(messages):
            return None
    return [messages[place] for place in sorted(kept)]
""",
            "exchanges as a whole",
        ),
    },
}

GROWN = """
reads = []
for turn in range(6):
    before = [{"role": role, "content": said} for pair in exchanges[:turn] for role, said in zip(("user", "assistant"), pair)]
    reads.append(len(render_prompt([*before, {"role": "user", "content": exchanges[turn][0]}], tokenizer)))
in_all = np.cumsum(reads)
factor, finding = in_all[5] / in_all[2], "C"
"""
GROWTH = {
    "another": GROWN + 'factor, finding = round(float(factor), 2), "c."\n',
    "wrong": {
        "each message alone": (
            """
reads = [len(render_prompt([{"role": "user", "content": question}], tokenizer)) for question, _ in exchanges]
in_all = [sum(reads[: turn + 1]) for turn in range(6)]
factor, finding = in_all[5] / in_all[2], "C"
""",
            "each turn reads what the one before has read",
        ),
        "the turns, not the sums": (GROWN + "in_all = reads\n", "the sums up to each turn"),
        "the factor of the turns": (GROWN + "factor = reads[5] / reads[2]\n", "divided by after three"),
        "with the answers": (
            GROWN.replace("tokenizer)))", "tokenizer)) + len(tokenizer.encode(exchanges[turn][1])))"),
            "what stands before the answer is read",
        ),
        "the finding: in proportion": (GROWN + 'finding = "A"\n', "the sentence that the measurement supports"),
        "the finding: the server keeps it": (GROWN + 'finding = "D"\n', "the sentence that the measurement supports"),
    },
}

API_CLAIMS = {
    "another": """
api_claims = dict(E=None, D=[[0.0, 9.0, -1], [0, 3, 1]], C=np.array([1.0, 1, 0.9] + [-4] * 7), B=None, A=[[-0.5] * 10, [-1]])
""",
    "wrong": {
        "all true": ("api_claims = dict.fromkeys('ABCDE')", "claim A"),
        "all wrong": ("api_claims = dict(A=([-1], [-2]), B=[1], C=[1, 0], D=([0, 0], [1, 0]), E=[1])", "claim A"),
        "A: the lower mean first": (
            "api_claims = dict(A=([-2], [-1, -1, -1]), B=None, C=None, D=None, E=None)",
            "the higher mean first",
        ),
        "A: probabilities": (
            "api_claims = dict(A=([0.5], [0.4]), B=None, C=None, D=None, E=None)",
            "no probability is above 1",
        ),
        "C: the best one is not the first": (
            "api_claims = dict(A=None, B=None, C=[0, 3], D=None, E=None)",
            "put it first",
        ),
        "C: two tokens": ("api_claims = dict(A=None, B=None, C=[3, 0], D=None, E=None)", "claim C"),
        "D: shares for counts": (
            "api_claims = dict(A=None, B=None, C=None, D=([5, 0], [0.5, 0.5]), E=None)",
            "are no counts",
        ),
    },
}

ANSWERS = {
    "bill": BILL,
    "events": EVENTS,
    "assembled": ASSEMBLED,
    "attempts": ATTEMPTS,
    "bias_for": BIAS_FOR,
    "within": WITHIN,
    "growth": GROWTH,
    "api_claims": API_CLAIMS,
}
