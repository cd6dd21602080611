"""The one error for what a person can mend: it names the thing, the value and the remedy, in one line."""


class UserError(ValueError):
    """Bad input. The command line prints it as one line and exits with status 2."""
