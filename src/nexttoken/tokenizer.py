r"""Byte-level byte-pair encoding (BPE): text to token ids and back.

Text is cut into words, a word is a row of UTF-8 bytes, and the pair of neighbours that is met most often becomes one
token, again and again. A word is encoded by applying the same merges in the order in which they were learned:

>>> tokenizer = Tokenizer.train(["a tale of a tall tailor and his tame tailless tabby"], vocab_size=256 + 4 + 16)
>>> tokenizer.merges
[(b' ', b't'), (b' t', b'a'), (b' ', b'a'), (b' ta', b'i')]
>>> ids = tokenizer.encode("a tail")
>>> [tokenizer.tokens[i] for i in ids]
[b'a', b' tai', b'l']
>>> tokenizer.decode(ids)
'a tail'

Ids 0 to 255 are the bytes themselves, so any text at all can be encoded; then come the merges in order; the last 16 ids
are control tokens, which structure documents and chats. No text encodes to one of them, whatever it says:

>>> tokenizer.end == tokenizer.control["<|endoftext|>"]
True
>>> tokenizer.end in tokenizer.encode("<|endoftext|>")
False

What this file does not do: normalise text, drop characters, or know what the control tokens are for. The format of
`tokenizer.json` is in `nexttoken.tokenizer_json`.
"""

import heapq
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise
from pathlib import Path

from nexttoken.atomic import write_atomically
from nexttoken.errors import UserError
from nexttoken.tokenizer_json import merges_in, to_json

CONTROL = ["endoftext", "system", "developer", "user", "assistant", "tool", "end", "tools", "call"]
CONTROL = [f"<|{name}|>" for name in CONTROL + [f"reserved_{n}" for n in range(len(CONTROL), 16)]]

# A word: letters (every character beyond ASCII counts as one) after at most one space or apostrophe, or one digit, or
# punctuation; line breaks and tabs; spaces, of which the last is left to the word after it. Only ASCII is named, so
# that Python, Rust and JavaScript (with its `u` flag) agree on every text. No word is longer than 33 characters: the
# time to encode a text then grows with its length, never with the square of it.
PATTERN = r"[ ']?[^\x00-@\[-`{-\x7f]{1,32}| ?[0-9]| ?[\x00-\x08\x0b\x0c\x0e-\x1f!-/:-@\[-`{-\x7f]{1,32}"
PATTERN += r"|[\t\r\n]{1,32}| {1,31}(?= )| "
find_words = re.compile(PATTERN).findall

BYTES = [bytes([b]) for b in range(256)]
CACHED_WORDS = 2**16


def count_words(texts: Iterable[str]) -> Counter:
    """How often each word occurs in `texts`."""
    return Counter(chain.from_iterable(map(find_words, texts)))


def merges(word_counts: Mapping[str, int]) -> Iterator[tuple[tuple[bytes, bytes], int]]:
    """Yield (pair, count), the most frequent pair of neighbours first; each is merged before the next is looked for.

    Of pairs that are equally frequent the one smaller in byte order comes first. Ends when no pair is left.
    """
    words = [[BYTES[b] for b in word.encode()] for word in word_counts]
    weights = list(word_counts.values())
    pair_counts, found_in = defaultdict(int), defaultdict(set)  # found_in: pair -> indices of words

    def count_pairs(i, weight):
        for pair in pairwise(words[i]):
            pair_counts[pair] += weight
            found_in[pair].add(i)

    for i, weight in enumerate(weights):
        count_pairs(i, weight)
    queue = [(-count, pair) for pair, count in pair_counts.items()]
    heapq.heapify(queue)
    known = set()
    while queue:
        count, pair = heapq.heappop(queue)
        token = pair[0] + pair[1]
        if -count != pair_counts[pair]:  # merges since then took some of its places: back to where it now belongs
            if pair_counts[pair]:
                heapq.heappush(queue, (-pair_counts[pair], pair))
        elif token not in known:  # a second way to spell a known token would give it two ids
            known.add(token)
            yield pair, -count
            changed = found_in.pop(pair)
            for i in changed:
                count_pairs(i, -weights[i])
                words[i] = merge(words[i], pair)
                count_pairs(i, weights[i])
            for new in {p for i in changed for p in pairwise(words[i]) if token in p}:
                heapq.heappush(queue, (-pair_counts[new], new))


def merge(tokens: list[bytes], pair: tuple[bytes, bytes]) -> list[bytes]:
    """`tokens` with every occurrence of `pair`, from the left, made one."""
    left, right = pair
    merged = tokens[:1]
    for token in tokens[1:]:
        if token == right and merged[-1] == left:
            merged[-1] = left + right
        else:
            merged.append(token)
    return merged


class Tokenizer:
    """The merges of a byte-level BPE and the ids that follow from them.

    `tokens` lists the bytes of every id (a control token's are its name), `control` maps the names of the control
    tokens to their ids, and `end` is the id of `<|endoftext|>`, which stands between documents.
    """

    def __init__(self, merges: list[tuple[bytes, bytes]]):
        self.merges = merges
        ordinary = BYTES + [left + right for left, right in merges]
        self.tokens = ordinary + [name.encode() for name in CONTROL]
        self.vocab_size = len(self.tokens)
        self.control = {name: len(ordinary) + n for n, name in enumerate(CONTROL)}
        self.end = self.control["<|endoftext|>"]
        self._rank = {pair: rank for rank, pair in enumerate(merges)}
        self._id = {token: i for i, token in enumerate(ordinary)}
        self._bytes = dict(enumerate(ordinary)) | dict.fromkeys(self.control.values(), b"")
        self._cache = {}  # word -> ids

    @classmethod
    def train(cls, texts: Iterable[str], vocab_size: int = 2048) -> "Tokenizer":
        """Learn from `texts` as many merges as a vocabulary of `vocab_size` has room for, beside bytes and control."""
        wanted = vocab_size - len(BYTES) - len(CONTROL)
        if wanted < 0:
            raise UserError(f"vocab_size {vocab_size} is too small: use at least {len(BYTES) + len(CONTROL)}")
        learned = [pair for pair, _ in islice(merges(count_words(texts)), wanted)]
        if len(learned) < wanted:
            raise UserError(
                f"vocab_size {vocab_size} needs {wanted} merges, the texts have {len(learned)}: use more text"
            )
        return cls(learned)

    def encode(self, text: str) -> list[int]:
        """The ids of `text`; never a control id. Raises UserError where `text` has half of a surrogate pair."""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            half, at = text[error.start], error.start
            raise UserError(
                f"text has half a surrogate pair, {half!r}, at position {at}: remove or replace it"
            ) from None
        ids = []
        for word in find_words(text):
            ids += self._cache.get(word) or self._encode_word(word)
        return ids

    def _encode_word(self, word: str) -> list[int]:
        tokens = [BYTES[b] for b in word.encode()]
        while len(tokens) > 1:
            first = min(pairwise(tokens), key=lambda pair: self._rank.get(pair, len(self._rank)))
            if first not in self._rank:
                break
            tokens = merge(tokens, first)
        ids = [self._id[token] for token in tokens]
        if len(self._cache) < CACHED_WORDS:
            self._cache[word] = ids
        return ids

    def decode_bytes(self, ids: Iterable[int]) -> bytes:
        """The bytes that `ids` stand for; a control id stands for none. Raises UserError for an id out of range."""
        return b"".join(map(self.bytes_of, ids))

    def bytes_of(self, id: int) -> bytes:
        """The bytes that one id stands for, as in `decode_bytes`."""
        try:
            return self._bytes[id]
        except KeyError:
            last = self.vocab_size - 1
            raise UserError(f"token id {id} is not in the vocabulary: use 0 to {last}") from None

    def decode(self, ids: Iterable[int]) -> str:
        """The text that `ids` stand for, with U+FFFD where their bytes are not UTF-8."""
        return self.decode_bytes(ids).decode(errors="replace")

    def save(self, path: str | os.PathLike) -> None:
        """Write a `tokenizer.json`. Raises UserError where it cannot, and leaves what was there before."""
        text = json.dumps(to_json(self, PATTERN), ensure_ascii=False, separators=(",", ":"))
        write_atomically(path, text.encode())

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Tokenizer":
        """Read what `save` wrote. Raises UserError for a file that is missing, damaged or of another tokenizer."""
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror}; check the path") from None
        try:
            data = json.loads(content)
            tokenizer = cls(merges_in(data))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            tokenizer = None
        if tokenizer is None or to_json(tokenizer, PATTERN) != data:
            raise UserError(f"{path} is not a whole tokenizer.json of nexttoken: restore the file or train it again")
        return tokenizer
