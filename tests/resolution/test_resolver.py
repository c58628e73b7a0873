"""Who is meant: names, composed forces, what pronouns and "the group" stand for."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse

CASES = [
    ("TTP attacked a school.", "ttp"),
    ("The Pakistani Taliban attacked a school.", "ttp"),
    ("Pakistani troops attacked a school.", "pakistan-military"),
    ("Pakistan's army attacked a school.", "pakistan-military"),
    ("Kenyan police attacked a school.", "state-ken/police"),
    ("Islamabad attacked a school.", "state-pak"),
    ("Boko Haram fighters attacked a school.", "boko-haram"),
    ("Fighters from Boko Haram attacked a school.", "boko-haram"),
    ("The ELN is strong. The group attacked a school.", "eln"),
    ("The ELN is strong. It attacked a school.", "eln"),
    ("The March 23 Movement (M23) is strong. M23 attacked a school.", "m23"),
    ("The Front for Northern Change (FNC) is new. FNC attacked a school.", None),
    ("Gunmen attacked a school.", None),
    ("Chad is large. The ELN said it had attacked a school.", "eln"),
    ("Chad is large. The ELN denied that it had attacked a school.", "eln"),
    ("Chad rejected the ELN's claim that it had attacked a school.", "eln"),
    ("The war began in April. It has displaced thousands. Gunmen attacked a school.", None),
    ("Former ELN members attacked a school.", None),
    ("Rebels of the ELN attacked a school.", "eln"),
    ("BOGOTÁ, Colombia — The ELN attacked a school.", "eln"),
    ("The ELN is strong. It was able to attack a school.", "eln"),
]


@pytest.mark.parametrize(("text", "actor"), CASES, ids=[c[0] for c in CASES])
def test_the_attacker_is_resolved(text, actor, read_text):
    claims = [c for c in read_text.claims(text) if c.predicate == "assault"]
    assert [c.subjects[0].actor for c in claims if c.subjects] == [actor]


def test_a_state_that_is_only_described_is_no_organisation(read_text):
    for text in ("An islamic state attacked a school.", "An Islamic state attacked a school."):
        assert [p.actor for c in read_text.claims(text) for p in c.subjects if p.actor] == []


def test_a_named_person_keeps_the_position_that_the_words_tell(read_text):
    party = read_text.claims("ELN commander Pablo Ruiz attacked a school.")[0].subjects[0]
    assert (party.name, party.person, party.protect) == ("Pablo Ruiz", True, "public_role")
    assert party.position is not None
    assert party.position.value == "commander"


@pytest.mark.parametrize("others", ["Foreign troops", "The rebels, led by Tutsi officers,", "Rebel soldiers"])
def test_forces_of_others_are_not_the_countrys(others, read_text):
    claims = read_text.claims(f"Mali lies in Mali. {others} attacked a school.")
    assert all(p.actor not in {"fama", "state-mli"} for c in claims for p in c.subjects)


def test_a_person_is_no_group(read_text):
    """ "Led by X": X is no group that "its" could take up."""
    text = "The Front of Kaya, led by Ali Bako, is strong. Its fighters attacked a school."
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert all("Bako" not in p.name for p in claim.subjects)


def test_sides_are_no_aid_agencies(read_text):
    text = "Sudan's army and the RSF clashed in Omdurman. MSF and Oxfam left the city. Both sides attacked a school."
    claim = read_text.claims(text)[-1]
    assert {p.actor for p in claim.subjects} == {"saf", "rsf"}


def test_each_choice_keeps_its_reason(read_text):
    claim = read_text.claims("The ELN is strong. The group attacked a school near Bogotá.")[-1]
    assert "stands for the group" in (claim.subjects[0].why or "")
    assert claim.where[0].name == "Bogotá"
    assert claim.where[0].why


def test_an_ambiguous_acronym_goes_by_its_country(read_text):
    for text, actor in (
        ("Congolese troops fought in Congo. The ADF attacked a school.", "adf-uganda"),
        ("Cameroonian troops fought in Cameroon. The ADF attacked a school.", "ambazonia-defence-forces"),
    ):
        claim = next(c for c in read_text.claims(text) if c.predicate == "assault" and "attacked" in c.quote.exact)
        assert claim.subjects[0].actor == actor


def test_both_countries_are_the_two_last_named(read_text):
    claims = read_text.claims("Chad and Niger border Libya. Both countries discussed a truce.")
    talks = next(c for c in claims if c.predicate == "consult")
    assert len(talks.subjects) == 2
    assert not talks.directed


PAIRS = [
    "Kenya met Somalia. Neither side signed the agreement.",
    "Kenya met Somalia. Both sides signed the agreement.",
    "Kenya met Somalia. The two governments signed the agreement.",
    "Kenya met Somalia. The parties signed the agreement.",
]


@pytest.mark.parametrize("text", PAIRS)
def test_two_sides_are_the_two_last_named(text, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "agree")
    assert {p.actor for p in claim.subjects} == {"state-ken", "state-som"}


def test_an_infinitive_owns_what_its_subject_owns(read_text):
    claims = read_text.claims("Iran has armed the Houthis. Iran has helped the group to expand its reach.")
    assert [p.actor for c in claims if c.predicate == "presence" for p in c.subjects] == ["houthis"]


def test_a_stroke_names_two_owners(read_text):
    claim = next(c for c in read_text.claims("US/ NATO forces left Kabul in May.") if c.predicate == "retreat")
    assert {p.actor for p in claim.subjects} == {"state-usa", "nato"}


def test_a_place_keeps_its_own_acronym(read_text):
    text = "M23 attacked a camp in North Kivu (NK). The FDLR fled to Ituri. M23 attacked a village in NK."
    assert [w.name for c in read_text.claims(text) if c.predicate == "assault" for w in c.where] == ["Nord-Kivu"] * 2


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        pytest.param("Kenyan and coalition troops attacked a house.", ["kdf", None], id="before the subject"),
        pytest.param("A combined Kenyan and Somali force attacked a house.", [None, None], id="one force of two"),
        pytest.param("A joint Kenyan-coalition force attacked a house.", [None, None], id="hyphen"),
        pytest.param("Kenyan troops and Somali police attacked a house.", ["kdf", "somali-police"], id="two nouns"),
        pytest.param("Kenyan security forces attacked a house.", ["state-ken/security-forces"], id="one owner"),
    ],
)
def test_each_owner_of_a_joint_force_is_a_party(text, parties, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert [p.actor for p in claim.subjects] == parties


@pytest.mark.parametrize(
    ("first", "later", "names"),
    [
        ("An Afghan and coalition patrol", "The patrol", ["Afghan patrol", "coalition patrol"]),
        ("An Afghan-led force", "The assault force", ["Afghan-led force"]),
        ("An Afghan-led force", "The coalition force", ["coalition force"]),
    ],
)
def test_a_force_takes_up_the_one_last_named(first, later, names, read_text):
    claims = read_text.claims(f"{first} entered Kunar. {later} attacked a house.")
    assert [p.actor or p.name for c in claims if c.predicate == "assault" for p in c.subjects] == names


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Taliban attacked a school.", "afghan-taliban"),
        ("The Taliban attacked a school in Kandahar, Afghanistan.", "afghan-taliban"),
        ("The Taliban attacked a school in Bajaur in Pakistan.", "ttp"),
        ("The Taliban attacked a school in Swat and Bajaur Agency of FATA.", "ttp"),
    ],
)
def test_a_shared_name_means_its_usual_bearer_but_in_the_others_country(text, actor, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert [p.actor for p in claim.subjects] == [actor]


def test_a_coalition_is_not_the_group_spoken_of_before(read_text):
    claims = read_text.claims("Boko Haram is strong. The coalition supports Chad.")
    assert all(p.actor != "boko-haram" for c in claims for p in c.subjects)


TAKEN_UP = [
    ("Kenya fought al-Shabaab. Neither side gave up. It rained.", "side", {"state-ken", "al-shabaab"}),
    ("Chad met Niger in Paris. Both governments signed. Neither kept its word.", "Neither", {"state-tcd", "state-ner"}),
    ("M23 and the FDLR fought. Each blamed the other.", "other", {"m23", "fdlr"}),
    ("M23 and the FDLR fought. The former lost a town.", "former", {"m23"}),
    ("M23 and the FDLR fought. The former lost a town. The latter lost two.", "latter", {"fdlr"}),
    ("JEM and SLA/MM joined the Sudanese army. The Sudanese army fights the RSF. The parties met.", "parties",
     {"saf", "rsf"}),
    ("Kenya met Somalia. Its troops left Kismayo.", "troops", {"kdf"}),
    ("The African Union mission, ATMIS, left. The mission lost two men.", "mission", {"atmis"}),
    ("Wagner recruits in jails. The company pays well.", "company", {"wagner"}),
    ("The ELN holds the hills. Fighters stop every bus.", "Fighters", {"eln"}),
    ("The ELN and M23 are far apart. Fighters stop every bus.", "Fighters", set()),
    ("M23 attacked rebels near Goma.", "rebels", set()),
    ("M23 lost the hill. It buried six fighters.", "fighters", {"m23"}),
    ("The ELN fought the Wazalendo. The insurgents lost a town.", "insurgents", {"eln"}),
    ("The ELN and the FARC met. The group left.", "group", set()),
    ("The ELN and the FARC met. The rebels left.", "rebels", {"eln", "farc"}),
    ("Two groups met in Bamako. JNIM and M23 did not.", "groups", set()),
    ("The ELN attacked M23, killing its leader.", "its", {"m23"}),
    ("A spokesman for the ELN said it had lost a man.", "it", {"eln"}),
    ("Venezuela's army crossed a river in Colombia. The soldiers burned a farm.", "soldiers", {"fanb"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "meant"), TAKEN_UP, ids=[f"{c[1]}: {c[0]}" for c in TAKEN_UP])
def test_what_stands_for_others_keeps_whom_and_why(text, word, meant, pipeline):
    document = read_bytes(text.encode(), name="taken_up.txt", options=ReadOptions(date="2024-01-12", language="en"))
    resolved = pipeline.resolver.resolve(next(iter(parse([document]))))
    parties = [p for i, ps in resolved.referents.items() if resolved.parsed.doc[i].text == word for p in ps]
    assert {p.actor for p in parties if p.actor} == meant
    assert all(p.why and p.score is not None for p in parties)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Red Vanguard militants attacked a school.", "Red Vanguard"),
        ("AQKB militants attacked a school.", "AQKB"),
        ("Militants belonging to the Red Vanguard attacked a school.", "Red Vanguard"),
        ("A group called the Red Vanguard attacked a school.", "Red Vanguard"),
        ("ELN personnel attacked a school.", "National Liberation Army"),
        ("Its offshoot, the Red Vanguard, attacked a school.", "Red Vanguard"),
        ("Tuareg fighters attacked a school.", "Tuareg fighters"),
    ],
)
def test_people_of_a_body_in_no_list_carry_its_name(text, name, read_text):
    claims = [c for c in read_text.claims(text) if c.predicate == "assault"]
    assert [p.name for c in claims for p in c.subjects] == [name]
