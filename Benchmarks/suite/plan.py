"""How measurements are made."""

from dataclasses import dataclass


@dataclass
class Plan:
    """How often and how long, and on which cores."""

    rounds: int
    seconds: int
    server_core: int
    client_core: int
    log: object


def interleaved(plan, what, *measures):
    """Calls all of them for each round, from the last to the first in every second round, so that a drift hits all."""
    for number in range(plan.rounds):
        plan.log(f"{what}: round {number + 1} of {plan.rounds}")
        for measure in measures if number % 2 == 0 else reversed(measures):
            measure()
