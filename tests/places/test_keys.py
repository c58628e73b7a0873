from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.places.keys import arabic_sound, bare, consonants, place_key, sound_key, split_kind

SAME_SOUND = [
    ("Kandahar", "Qandahar"),
    ("Lyallpur", "Lyallpore"),
    ("Al Bab", "El-Bab"),
    ("Deir ez-Zor", "Dayr az Zawr"),
    ("Musa Qala", "Mūsá Qal‘ah"),
    ("Maarat al-Numaan", "Ma'arrat an-Nu'man"),
    ("Jisr ash Shughur", "Jisr al-Shughur"),
    ("Lashkar Gah", "Lashkargah"),
    ("Bossasso", "Bosaso"),
    ("Hodeidah", "Al Hudaydah"),
    ("Sana'a", "Sanaa"),
    ("Uruzgan", "Oruzgan"),
    ("Sangin", "Sangeen"),
]


@pytest.mark.parametrize(("one", "other"), SAME_SOUND, ids=[f"{a} {b}" for a, b in SAME_SOUND])
def test_spellings_of_one_name_sound_alike(one, other):
    assert sound_key(one) == sound_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Kabul", "Zabul"), ("Gao", "Goma"), ("Herat", "Farah"), ("Mopti", "Mokti")]
)
def test_other_names_sound_otherwise(one, other):
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(
    ("latin", "arabic"), [("Jabal Saman", "منطقة جبل سمعان"), ("Hreitan", "حريتان"), ("Tall Abyad", "تل أبيض")]
)
def test_a_name_in_the_arabic_script_has_the_consonants_of_its_latin_spelling(latin, arabic):
    assert consonants(sound_key(latin)) == consonants(arabic_sound(arabic)) != ""


@pytest.mark.parametrize(
    ("words", "name", "level", "kind"),
    [
        ("the town of Bara", "Bara", "settlement", "town"),
        ("Khyber district", "Khyber", "admin2", "district"),
        ("Helmand Province", "Helmand", "admin1", "province"),
        ("Nyarugusu refugee camp", "Nyarugusu", "site", "refugee camp"),
        ("Aleppo", "Aleppo", None, ""),
    ],
)
def test_the_kind_word_is_told_apart_from_the_name(words, name, level, kind):
    told, levels, word = split_kind(words)
    assert (told, levels[0] if levels else None, word) == (name, level, kind)


@pytest.mark.parametrize(
    ("name", "kept"), [("Zabul Province", "Zabul"), ("Markaz Daraa", "Daraa"), ("State", "State"), ("Goma", "Goma")]
)
def test_a_division_is_kept_without_its_kind(name, kept):
    assert bare(name) == kept


@given(st.text(max_size=30))
def test_keys_are_stable(name):
    assert place_key(place_key(name)) in {place_key(name), place_key(place_key(place_key(name)))}
    assert sound_key(name) == "" or len(sound_key(name)) >= 3
