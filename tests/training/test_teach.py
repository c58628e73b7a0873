"""Examples that are taught by a model: the tags that it sees stand where its spans do."""

import pytest
from training.examples import example, values_of
from training.teach import taught

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.pipeline import Pipeline
from grounds.reading.trained.encoder import Encoder, lacking
from grounds.reading.trained.sentences import Stretch, stretches


def stretch(text: str) -> Stretch:
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    resolved = Pipeline(reader="frames").resolver.resolve(next(iter(parse([document]))))
    return next(stretches(resolved, next(iter(resolved.parsed.sentences))))


def test_values_are_numbered_from_one():
    one = Stretch(
        ((0, 1), (1, 2)), ("in", "Raqqa"), (("lower", "IN", "prep", "none"), ("title", "NNP", "pobj", "none"))
    )
    assert values_of([example(one)])["shape"] == {"lower": 1, "title": 2}


@pytest.mark.skipif(lacking() is not None, reason=str(lacking()))
def test_a_teacher_s_mentions_become_tags():
    whole, short = stretch("Ahmed Saleh met commanders of the Islamic State in Raqqa."), stretch("They left.")
    told = list(taught([example(whole, predicates=["cooperates_with"]), example(short)], Encoder()))
    assert [len(e["mentions"]) for e in told] == [len(whole.words), len(short.words)]
    assert told[0]["predicates"] == ["cooperates_with"], "what was there stays"
    assert told[0]["mentions"][:2] == ["B-Person", "I-Person"]
