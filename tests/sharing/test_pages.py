"""Pages: nothing that a text holds acts in them."""

import pytest
from jinja2 import UndefinedError

from grounds.sharing.pages import page, visible


@pytest.mark.parametrize(
    ("text", "shown"), [("a\tb\nc", "a b c"), ("a\x00b\u202ec", "a�b�c"), ("Größe", "Größe"), (7, "7")]
)
def test_control_characters_are_shown_and_do_nothing(text, shown):
    assert visible(text) == shown


def test_a_template_is_given_all_that_it_names():
    with pytest.raises(UndefinedError):
        page("newness.html", found={})
