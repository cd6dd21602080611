"""A submission that runs here, for answers that are ours."""

from nexttoken.exercises import wire
from nexttoken.exercises.session import Failed


class Here:
    """A session without a process of its own."""

    def __init__(self, names):
        self.names = names

    def look(self, name):
        if name not in self.names:
            raise Failed(f"NameError: {name}")
        return wire.decode(wire.encode(self.names[name]))

    def call(self, name, inputs):
        try:
            inputs = wire.decode(wire.encode(inputs))  # over there they are copies too
            return wire.decode(wire.encode(self.names[name](*inputs)))
        except Exception as error:  # noqa: BLE001
            raise Failed(str(error)) from None
