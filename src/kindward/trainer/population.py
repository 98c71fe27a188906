"""What is known of everybody: the layer that a person's own effects are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .arrays import Floats
from .curriculum import Curriculum
from .errors import TrainerError
from .prior import NOISE, NOISE_DF, between, doubt, prior_hurt, prior_mean


@dataclass(frozen=True, eq=False)
class Population:
    """Soothing and hurts in general. P practices in the order of ``slugs``; points from 0 to 4.

    ``mean`` P with its uncertainty ``mean_cov`` P x P; ``cov`` P x P between people; ``noise`` the variance
    of one answer, known as from ``noise_df`` answers; ``hurt`` 3 x P shares of sessions, by fear of
    compassion low, not known, high.
    """

    version: int
    slugs: tuple[str, ...]
    mean: Floats
    mean_cov: Floats
    cov: Floats
    noise: float
    noise_df: float
    hurt: Floats
    people: int = 0

    @cached_property
    def start(self) -> Floats:
        """Covariance of a new person's effects about ``mean``."""
        return self.cov + self.mean_cov

    @cached_property
    def precision(self) -> Floats:
        """Inverse of :attr:`start`."""
        return np.asarray(np.linalg.inv(self.start))

    def as_json(self) -> dict[str, Any]:
        """Plain values for storage."""
        arrays = {name: getattr(self, name).tolist() for name in ("mean", "mean_cov", "cov", "hurt")}
        return {
            "format": 1, "version": self.version, "slugs": list(self.slugs), "noise": self.noise,
            "noise_df": self.noise_df,
            "people": self.people, **arrays,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Population:
        """What :meth:`as_json` gave. Raises :class:`TrainerError` for another format."""
        if data.get("format") != 1:
            raise TrainerError(f"population: format: {data.get('format')!r} is unknown; expected 1")
        return cls(
            data["version"], tuple(data["slugs"]),
            np.array(data["mean"]), np.array(data["mean_cov"]), np.array(data["cov"]),
            data["noise"], data["noise_df"], np.array(data["hurt"]), data["people"],
        )  # fmt: skip

    def fitted_to(self, curriculum: Curriculum) -> Population:
        """The same knowledge for today's practices: one that is new starts from the curriculum, one that
        went is left out."""
        if self.slugs == curriculum.slugs:
            return self
        new = from_curriculum(curriculum)
        known = [slug for slug in curriculum.slugs if slug in self.slugs]
        here = np.array([curriculum.index[slug] for slug in known], int)
        there = np.array([self.slugs.index(slug) for slug in known], int)
        mean, hurt = new.mean.copy(), new.hurt.copy()
        mean[here], hurt[:, here] = self.mean[there], self.hurt[:, there]
        mean_cov, cov = (
            _block(new.mean_cov, self.mean_cov, here, there),
            _block(new.cov, self.cov, here, there),
        )
        return Population(
            self.version, curriculum.slugs, mean, mean_cov, cov, self.noise, self.noise_df, hurt, self.people
        )


def from_curriculum(curriculum: Curriculum) -> Population:
    """What a good teacher would expect, before anybody has practised."""
    return Population(
        0, curriculum.slugs, prior_mean(curriculum), doubt(curriculum), between(curriculum), NOISE, NOISE_DF,
        prior_hurt(curriculum),
    )  # fmt: skip


def _block(new: Floats, old: Floats, here: Any, there: Any) -> Floats:
    """``new`` with its known part from ``old``; correlations with new practices are left out, which keeps
    it a covariance."""
    out = np.zeros_like(new)
    fresh = np.setdiff1d(np.arange(len(new)), here)
    out[np.ix_(fresh, fresh)] = new[np.ix_(fresh, fresh)]
    out[np.ix_(here, here)] = old[np.ix_(there, there)]
    return out
