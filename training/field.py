"""A conditional random field over tags in a row, with the sums that its training needs."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Field(nn.Module):
    """Weights of tags that follow each other; ``barred`` pairs can never follow."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        number = len(tags)
        self.steps = nn.Parameter(torch.zeros(number, number))
        self.starts = nn.Parameter(torch.zeros(number))
        barred = [[may_not_follow(a, b) for b in tags] for a in tags]
        self.register_buffer("barred", torch.tensor(barred, dtype=torch.float) * -1e4)
        self.register_buffer("no_start", torch.tensor([float(t[0] == "I") for t in tags]) * -1e4)

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Minus the log likelihood of ``tags`` (rows × words), a word on average; ``mask`` 1 for a word."""
        steps, starts = self.steps + self.barred, self.starts + self.no_start
        real = mask.bool()
        own = scores.gather(2, tags[:, :, None]).squeeze(2)
        told = (own * mask).sum(1) + starts[tags[:, 0]]
        told = told + (steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = starts + scores[:, 0]
        for i in range(1, scores.shape[1]):
            further = torch.logsumexp(alpha[:, :, None] + steps, dim=1) + scores[:, i]
            alpha = torch.where(real[:, i, None], further, alpha)
        return (torch.logsumexp(alpha, dim=1) - told).sum() / mask.sum()


def may_not_follow(before: str, tag: str) -> bool:
    """Whether a tag can never stand behind another: an ``I`` goes on with its own kind only."""
    return tag[0] == "I" and before[2:] != tag[2:]
