"""The best way to let one client in: they take a place, whoever had it takes another, and so on.

A path ends at a free place or with a client who makes way. The best is the shortest by what pairs miss of their
prices, which is never negative, so Dijkstra's search finds it; and raising the prices of what is nearer than the end
keeps the proof (Edmonds and Karp 1972; Jonker and Volgenant 1987).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

from .residual import Residual


@dataclass(slots=True)
class Path:
    """``cost`` is what the whole gains by it, negative; ``end`` the last therapist, -1 for no path at all.

    ``makes_way`` is who leaves ``end``, -1 where a place is free. ``came`` says which client would take a place at each
    therapist reached, ``near`` how far the therapists are that are nearer than the end.
    """

    cost: int = 0
    end: int = -1
    makes_way: int = -1
    came: dict[int, int] = field(default_factory=dict)
    near: dict[int, int] = field(default_factory=dict)

    def ends(self, cost: int, therapist: int, makes_way: int = -1) -> None:
        """It may also end so; the first of equals stays."""
        if cost < self.cost:
            self.cost, self.end, self.makes_way = cost, therapist, makes_way


def find_path(residual: Residual, client: int) -> Path:
    """The best path for a client who has just been appended."""
    path, price, gains = Path(), residual.price, residual.gain
    distance: dict[int, int] = {}
    # What is next: a therapist, or (below 0) all pairs of a client, by how far it is at the least.
    queue: list[tuple[int, int]] = []
    _reach_all(residual, path, distance, queue, client, 0)
    while queue:
        far, number = heappop(queue)
        if far >= path.cost:
            break
        if number < 0:
            _reach_all(residual, path, distance, queue, ~number, distance[residual.of[~number]])
            continue
        if number in path.near:
            continue
        path.near[number] = far
        rank = residual.next_rank(number)
        if rank is not None:
            path.ends(far + rank - price[number], number)
        for other in sorted(residual.seen[number]):
            base = far + gains[other]
            path.ends(base, number, other)
            at_hand, beyond = residual.at_hand(other)
            for therapist, worth in at_hand:
                to = base + price[therapist] - worth
                if to < path.cost and to < distance.get(therapist, to + 1):
                    distance[therapist], path.came[therapist] = to, other
                    heappush(queue, (to, therapist))
            if far + beyond < path.cost:
                heappush(queue, (far + beyond, ~other))
    return path


def _reach_all(
    residual: Residual,
    path: Path,
    distance: dict[int, int],
    queue: list[tuple[int, int]],
    client: int,
    base: int,
) -> None:
    """Look at all pairs of a client whose own therapist is ``base`` away."""
    therapists, missing = residual.missing(client)
    near = base + missing < path.cost
    for therapist, more in zip(therapists[near].tolist(), missing[near].tolist(), strict=True):
        to = base + more
        if to < distance.get(therapist, to + 1):
            distance[therapist], path.came[therapist] = to, client
            heappush(queue, (to, therapist))


def walk(residual: Residual, path: Path, client: int) -> list[tuple[int, int, int]]:
    """Raise prices and move everybody along the path. Who moved, from where, to where (-1: nowhere), in order."""
    for therapist, far in path.near.items():
        if far < path.cost:
            residual.raise_price(therapist, path.cost - far)
    residual.gain[client] = -path.cost
    moved = []
    if path.makes_way >= 0:
        residual.move(path.makes_way, -1)
        moved.append((path.makes_way, path.end, -1))
    at = path.end
    while at >= 0:
        mover = path.came[at]
        before = residual.move(mover, at)
        moved.append((mover, before, at))
        at = before
    return moved[::-1]
