from nexttoken.exercises import session

# A busy machine is no failure: computing is limited as ever, waiting is not.
session.WAIT = session.WAIT_IN_ALL = 3600
