"""The calculator: right, and impossible to talk into anything else. T14 of the hard cases for chat systems."""

import operator
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.chat.calculator import calculator
from nexttoken.corpus.dialogues.requests import OPERATIONS
from nexttoken.errors import UserError


@pytest.mark.parametrize("expression, value", [
    ("12 * 34", 408), ("1+2*3", 7), ("(1+2)*3", 9), ("2**3**2", 512), ("-2**2", -4), ("3*-2", -6), ("7%3", 1),
    ("-7//2", -4), ("84/4", 21), ("1/4", 0.25), (" 1 + 1 ", 2), ("1e3", 1000), (".5+1.", 1.5), ("0.1+0.2", 0.3),
    ("3*1.1", 3.3), ("1/3*3", 1), ("2**-1", 0.5), ("2**0.5", 2**0.5), ("4**0.5", 2), ("0**0", 1), ("1**9**9", 1),
    ("9"*200, int("9"*200)), ("10**300 - 10**300 + 1", 1), ("0e999999999", 0), ("12345678901234567.5*2", 24691357802469135),
    ("(0.1234567890123456789 - 0.1234567890123456788) * 10**19", 1), ("-"*199 + "1", -1), ("("*99 + "1" + ")"*99, 1),
])  # fmt: skip
def test_arithmetic(expression, value):
    assert calculator(expression) == {"result": value}


def test_whole_results_are_whole_numbers():
    assert str(calculator("84/4")["result"]) == "21"
    assert str(calculator("0.5+0.5")["result"]) == "1"


@pytest.mark.parametrize("expression", [
    "9**9**9", "9**9**9**9", "1e-400", "1e999999999", "1e-999999999", "1e99999999999999999999", "10**310", "2**-2000", "(9**99)**99", "9**999 * 0", "1e308", "1e400", "10**200*10**200",
    "2**-2000.5", "8**-1000.5", "1e-300**1.5", "1e-200**1.7", "(1/3)**999.5", "1e-200*1e-200", "1e-200/1e200", "1e-200**2",
    "__import__('os')", "'a'*10**9", "[0]*10**9", "1/0", "1%0", "1//0", "0**-1", "0**-0.5", "(-8)**0.5", "1<2", "1,2",
    "x", "e", "e.e", "1(2)", "()", "...", "(lambda: 1)()", "1 if 1 else 2", "1 # 2", "1_0", "0x10", "1j", "True",
    "1;2", "x:=1", "(1\n+1)", "", " ", "1+", "(", ")", "*1", "2^3", "\uff11", "\0", "\ud800", "1" * 201,
    "(" * 10**6, "-" * 10**6,
])  # fmt: skip
def test_T14_all_else_is_refused_at_once_in_one_line(expression):
    started = time.process_time()
    with pytest.raises(UserError) as error:
        calculator(expression)
    assert time.process_time() - started < 0.5
    assert "\n" not in str(error.value) and len(str(error.value)) < 150
    str(error.value).encode()


def in_brackets(parts):
    """Two expressions, each a text and what it is worth, and a sign between them."""
    signs = st.sampled_from([("+", operator.add), ("-", operator.sub), ("*", operator.mul)])
    return st.builds(lambda a, sign, b: (f"({a[0]}{sign[0]}{b[0]})", sign[1](a[1], b[1])), parts, signs, parts)


whole = st.integers(0, 999).map(lambda n: (str(n), Fraction(n)))
decimals = st.decimals(0, 9, places=2).map(lambda d: (str(d), Fraction(d)))


@given(st.recursive(whole | decimals, in_brackets, max_leaves=8))
def test_what_is_worked_out_by_hand(expression):
    text, value = expression
    assert calculator(text) == {"result": int(value) if value.denominator == 1 else float(value)}


@given(st.text(max_size=50) | st.text("0123456789.eE+-*/%() ", max_size=200))
def test_whatever_is_typed_there_is_a_number_or_one_line(expression):
    try:
        assert isinstance(calculator(expression)["result"], int | float)
    except UserError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("word", OPERATIONS)
@given(a=st.integers(2, 999), b=st.integers(2, 999))
def test_it_agrees_with_the_dialogues_that_models_are_trained_on(word, a, b):
    sign, compute = OPERATIONS[word]
    a = a * b if word == "divided by" else a
    assert calculator(f"{a} {sign} {b}") == {"result": compute(a, b)}
