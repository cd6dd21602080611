"""A calculator that a model may use: arithmetic is parsed and worked out, and nothing else can be said to it.

>>> calculator("2 * (3 + 4) ** 2")
{'result': 98}
>>> calculator("0.1 + 0.2")
{'result': 0.3}
>>> calculator("9**9**9")
Traceback (most recent call last):
    ...
nexttoken.errors.UserError: '9**9**9' has more than 300 digits

Python's `eval` would do what it is told. Python's parser does nothing, it makes a tree, and of its many kinds of nodes
the three below are known here. Numbers are fractions, so a tenth is a tenth; what would be huge is refused before it is
worked out, since nothing could stop a processor that has begun with `9**9**9`.

What this file does not do: names, functions, units.
"""

import ast
import operator
import re
from decimal import Decimal
from fractions import Fraction

from nexttoken.chat.fields import brief
from nexttoken.errors import UserError

LONGEST = 200  # characters of an expression
DIGITS = 300  # of a number, before or after the point
BITS = 1000  # of a numerator or denominator: as many, all of which a float can hold
SIGNS = re.compile(r"[0-9eE.+\-*/%() ]*")


def calculator(expression: str) -> dict:
    """Calculates."""
    try:
        value = evaluate(parse(expression))
    except ZeroDivisionError:
        raise UserError(f"{brief(expression)} divides by zero") from None
    except OverflowError:
        raise UserError(f"{brief(expression)} has more than 300 digits") from None
    except ArithmeticError:
        raise UserError(f"{brief(expression)} is no real number") from None
    except (ValueError, SyntaxError):
        raise UserError(
            f"cannot calculate {brief(expression)}: use numbers, + - * / // % ** and ( ), {LONGEST} characters at most"
        ) from None
    return {"result": int(value) if value.denominator == 1 else float(value)}


def parse(expression):
    """The tree of an expression. Raises ValueError or SyntaxError."""
    if len(expression) > LONGEST or not SIGNS.fullmatch(expression):
        raise ValueError
    text = expression.strip()
    tree = ast.parse(text, mode="eval").body
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = number(text[node.col_offset : node.end_col_offset])
    return tree


def number(text):
    """What was written, not the float nearest to it: `Decimal` reads `1e-999` at once and remembers every digit."""
    value = Decimal(text)
    if value and abs(value.adjusted()) > DIGITS:
        raise OverflowError
    return Fraction(value) if value else Fraction(0)


def evaluate(node):
    """The value of a tree, a `Fraction`. Raises ArithmeticError, or ValueError for a node that is not known."""
    match node:
        case ast.Constant(value):
            return bounded(value)
        case ast.UnaryOp(op, operand) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](evaluate(operand))
        case ast.BinOp(left, op, right) if type(op) in OPERATIONS:
            return bounded(Fraction(OPERATIONS[type(op)](evaluate(left), evaluate(right))))
    raise ValueError


def power(base, exponent):
    """`base ** exponent`, unless it is huge."""
    if exponent.denominator > 1:
        if base < 0:
            raise ArithmeticError
        value = float(base) ** float(exponent)
        if base and not value:  # too small for a float: only of 0 is a power 0
            raise OverflowError
        return str(value)
    if bits(base) * abs(exponent) > BITS:
        raise OverflowError
    return base**exponent


def bits(value):
    """2 to the power of that is not more than the numerator or the denominator."""
    return max(abs(value.numerator), value.denominator).bit_length() - 1


def bounded(value):
    if bits(value) > BITS:
        raise OverflowError
    return value


OPERATIONS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: power, ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}  # fmt: skip
