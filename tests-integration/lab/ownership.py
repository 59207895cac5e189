"""A director that returns serves from its first packet on: the addresses come to rules that are there."""

from pair import Pair
from scenario import scenario
from waiting import expect, expect_equal

Stage = Pair
TAKEOVER = 60  # seconds, with the lab kernel's JVMs


@scenario(only="lvsd", limit=400)
def client_sees_no_reset_when_the_preferred_director_returns(pair):
    """Director 1 is stopped and comes back while a client connects all along."""
    client = pair.client(pace=0.1)
    client.await_answers(4, 20)
    pair.director1.stop(30)
    pair.await_master(pair.director2, TAKEOVER)
    client.await_answers(4, 20)
    pair.start_again(pair.director1)
    client.await_answers(20, 30)
    client.stop()
    expect_equal("connections that were reset", client.failures["ConnectionRefusedError"], 0)
    expect_equal("connections that were cut", client.failures["ConnectionResetError"], 0)
    warnings = pair.director1.status()["daemon"]["warnings"]
    expect(not any("starting" in warning for warning in warnings), f"not ready yet: {warnings}")
