"""Small mappings from claims and words to a set's codes, fitted when a set is run and kept nowhere.

What is fitted are linear classifiers, on counts over claims (:mod:`claim_features`) and weighted words of the text.
Rows that a mapping is tested on are never among those that it was fitted on; equal texts are always on the same side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

FOLDS = 10
SEED = 7
#: What one figure of the encoder's row weighs, chosen by cross-validation over satp's rows to fit on.
_VECTOR_WEIGHS = 0.05
_TOKEN = r"(?u)\b\w[\w'’-]*\b"

Row = TypeVar("Row")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Example:
    """One text as a mapping sees it: its words, counts over its claims, and the trained encoder's row of figures where
    models read."""

    text: str
    claims: dict[str, float]
    vector: Any = None


def folds(groups: Sequence[str], number: int = FOLDS) -> Iterator[tuple[list[int], list[int]]]:
    """Rows to fit on and rows to test on, in turn; rows of one group stay together."""
    names = {name: i for i, name in enumerate(dict.fromkeys(groups))}
    ids = np.array([names[g] for g in groups])
    parts = min(number, len(names))
    if parts < 2:
        return
    splitter = GroupKFold(parts, shuffle=True, random_state=SEED)
    for fit, test in splitter.split(ids, groups=ids):
        yield fit.tolist(), test.tolist()


def answers_in_turn(
    rows: Sequence[Row],
    groups: Sequence[str],
    answer: Callable[[list[Row], list[Row]], list[Answer]],
    fit_rows: Sequence[Row] = (),
) -> list[Answer | None]:
    """``answer(fit, test)`` over all rows: fitted on ``fit_rows``, or else on the rows' other parts."""
    if fit_rows:
        return list(answer(list(fit_rows), list(rows)))
    out: list[Answer | None] = [None] * len(rows)
    for fit, test in folds(groups):
        for i, value in zip(test, answer([rows[i] for i in fit], [rows[i] for i in test]), strict=True):
            out[i] = value
    return out


def _stacked(parts: Sequence[Any]) -> Any:
    """One sparse matrix of several side by side, with the narrow indices that the classifiers want."""
    matrix = hstack(parts).tocsr()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


class Vectors:
    """Examples as rows of figures: words and pairs of them by weight, and counts over claims; ``words`` false leaves
    the words out, ``claims_weigh`` is what one claim weighs beside all words, whose weights make up one."""

    def __init__(self, examples: Sequence[Example], *, words: bool = True, claims_weigh: float = 0.1) -> None:
        self._weigh = claims_weigh
        self._counts = DictVectorizer()
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, token_pattern=_TOKEN)
        parts = [self._weigh * self._counts.fit_transform([e.claims for e in examples])]
        self._with_words = words and any(e.text.strip() for e in examples)
        if self._with_words:
            parts.append(self._words.fit_transform([e.text for e in examples]))
        self._scale = StandardScaler().fit(_rows(examples)) if all(e.vector is not None for e in examples) else None
        parts += self._vectors(examples)
        self.fitted = _stacked(parts)

    def of(self, examples: Sequence[Example]) -> Any:
        """The rows of further examples."""
        parts = [self._weigh * self._counts.transform([e.claims for e in examples])]
        if self._with_words:
            parts.append(self._words.transform([e.text for e in examples]))
        return _stacked([*parts, *self._vectors(examples)])

    def _vectors(self, examples: Sequence[Example]) -> list[Any]:
        if self._scale is None:
            return []
        return [csr_matrix(_VECTOR_WEIGHS * self._scale.transform(_rows(examples)))]


def _rows(examples: Sequence[Example]) -> Any:
    return np.stack([e.vector for e in examples])


def predict(
    vectors: Vectors,
    codes: Sequence[str | None],
    test: Any,
    *,
    strength: float = 3.0,
    spared: tuple[str, float] = ("", 0),
) -> list[str | None]:
    """Codes of ``test`` by a linear classifier fitted on those of ``vectors`` that have a code; where these all have
    one code, that one. ``spared``: a code that is given only where it leads by so much."""
    coded = [i for i, code in enumerate(codes) if code is not None]
    known = [str(codes[i]) for i in coded]
    if len(set(known)) < 2:
        return [known[0] if known else None] * test.shape[0]
    model = LinearSVC(C=strength, random_state=SEED, max_iter=20_000).fit(vectors.fitted[coded], known)
    if spared[0] not in model.classes_ or len(model.classes_) < 3:
        return [str(code) for code in model.predict(test)]
    leads = model.decision_function(test)
    leads[:, list(model.classes_).index(spared[0])] -= spared[1]
    return [str(model.classes_[i]) for i in leads.argmax(axis=1)]


def chances(vectors: Vectors, codes: Sequence[bool], test: Any, *, strength: float = 30.0) -> list[float]:
    """How likely each of ``test`` has a code, by a logistic regression fitted on ``vectors``."""
    if len(set(codes)) < 2:
        return [float(codes[0]) if codes else 0.0] * test.shape[0]
    model = LogisticRegression(C=strength, solver="liblinear", random_state=SEED)
    model.fit(vectors.fitted, [int(code) for code in codes])
    return [float(chance) for chance in model.predict_proba(test)[:, 1]]


@dataclass(frozen=True)
class Candidate:
    """A value that may be a row's, with what speaks for it."""

    value: Any
    features: dict[str, float]


class Ranker:
    """Chooses one of a row's candidates: the likeliest by a logistic regression over their features."""

    def __init__(self, strength: float = 1.0) -> None:
        regression = LogisticRegression(C=strength, solver="liblinear", random_state=SEED)
        self._model = make_pipeline(DictVectorizer(sparse=False), regression)
        self._fitted = False

    def fit(self, rows: Sequence[Sequence[Candidate]], right: Sequence[Callable[[Any], bool]]) -> Ranker:
        """Learn from rows of candidates; ``right`` says of each row which values are."""
        features = [c.features for row in rows for c in row]
        codes = [int(is_right(c.value)) for row, is_right in zip(rows, right, strict=True) for c in row]
        if len(set(codes)) == 2:
            self._model.fit(features, codes)
            self._fitted = True
        return self

    def best(self, row: Sequence[Candidate]) -> Any:
        """The likeliest value of a row; null where it has no candidate."""
        if not row:
            return None
        if not self._fitted:
            return row[0].value
        chances = self._model.predict_proba([c.features for c in row])[:, 1]
        return row[int(chances.argmax())].value
