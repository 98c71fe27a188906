"""What can be wrong with what the trainer is given: always one line that says where, what, and what was
expected."""


class TrainerError(ValueError):
    """A curriculum, a state, an event or a world that cannot be used."""


class NothingToOffer(TrainerError):
    """The person has excluded every practice there is."""
