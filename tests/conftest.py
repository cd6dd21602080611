import hypothesis

# A busy machine is no failure, and a run that failed can be run again.
hypothesis.settings.register_profile("book", deadline=None, derandomize=True)
hypothesis.settings.load_profile("book")
