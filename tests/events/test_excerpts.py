"""Nothing here may touch the database."""

from hypothesis import given
from hypothesis import strategies as st

from events.excerpts import AROUND, MOST, Excerpt, Piece, excerpts, pieces, shortened
from events.models import SearchDocument, Session
from events.search_questions import wanted

ABOUT = [
    ["title", "en", "Heat in cities"],
    ["title", "ko", "도시의 더위"],
    ["description", "en", "How cities bear heat waves, and rain."],
    ["organisation", "", "C40"],
    ["speaker", "en", "Ann Rain"],
    ["topic", "en", "Rain"],
]


def found(question: str, shown: str = "", texts: list[list[str]] = ABOUT) -> list[Excerpt]:
    session = Session()
    session.search_document = SearchDocument(session=session, texts=texts)
    return excerpts(session, question, shown)


def with_marks(cut: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in cut)


def test_text_is_cut_where_marks_begin_and_end() -> None:
    assert pieces("Heat in cities, heat", wanted("heat")) == [
        Piece("Heat", True),
        Piece(" in cities, ", False),
        Piece("heat", True),
    ]
    assert pieces("In heat.", wanted("heat")) == [Piece("In ", False), Piece("heat", True), Piece(".", False)]
    assert pieces("In rain", wanted("heat")) == [Piece("In rain", False)]
    assert pieces("", wanted("heat")) == []


@given(text=st.text() | st.text("heat ß水é", max_size=30), question=st.text("heat ß水é", max_size=9))
def test_pieces_are_all_of_a_text(text: str, question: str) -> None:
    cut = pieces(text, wanted(question))

    assert "".join(piece.text for piece in cut) == text
    assert [piece for piece in cut if not piece.text] == []


def test_text_that_is_short_enough_stays_whole() -> None:
    before, after = "b" * AROUND, "a" * AROUND
    cut = [Piece(before, False), Piece("heat", True), Piece(after, False)]

    assert shortened(cut) == cut
    assert shortened([Piece("heat", True)]) == [Piece("heat", True)]


def test_long_text_is_shortened_between_words() -> None:
    cut = pieces("One two " * 20 + "heat, then rain and heat" + " three four" * 20, wanted("“heat”"))

    assert with_marks(shortened(cut)) == (
        "… " + "One two " * 7 + "[heat], then rain and [heat]" + " three four" * 5 + " …"
    )


def test_text_between_marks_is_not_shortened() -> None:
    long = f"heat {'and ' * 50}heat"

    assert with_marks(shortened(pieces(long, wanted("heat")))) == f"[heat] {'and ' * 50}[heat]"


def test_long_text_without_spaces_is_shortened_too() -> None:
    cut = pieces("水" * 200 + "气候" + "火" * 200, wanted("气候"))

    assert with_marks(shortened(cut)) == "… " + "水" * AROUND + "[气候]" + "火" * AROUND + " …"


def test_excerpt_says_what_was_found_and_in_which_language() -> None:
    assert found("더위") == [
        Excerpt("title", "ko", [Piece("도시의 ", False), Piece("더위", True)]),
    ]
    assert found("c40") == [Excerpt("organisation", "", [Piece("C40", True)])]
    assert found("snow") == []


def test_each_word_is_shown_once_in_the_first_text_that_holds_it() -> None:
    assert [(one.what, with_marks(one.pieces)) for one in found("rain cities")] == [
        ("title", "Heat in [cities]"),
        ("description", "How cities bear heat waves, and [rain]."),
    ]


def test_word_that_is_shown_anyway_needs_no_excerpt() -> None:
    assert found("heat", shown="Heat in cities") == []
    assert [(one.what, with_marks(one.pieces)) for one in found("cities rain", shown="Heat in cities")] == [
        ("description", "How cities bear heat waves, and [rain].")
    ]


def test_phrase_is_shown_where_it_stands_as_one() -> None:
    assert [with_marks(one.pieces) for one in found("“heat waves”", shown="Waves of heat")] == [
        "How cities bear [heat waves], and rain."
    ]


def test_code_is_not_taken_for_the_beginnings_of_words() -> None:
    assert [one.what for one in found("c40", shown="Cities 40")] == ["organisation"]


def test_excerpts_are_few() -> None:
    texts = [["topic", "en", word] for word in ("one", "two", "three", "four", "five")]

    assert [with_marks(one.pieces) for one in found("five four three two one", texts=texts)] == [
        "[one]",
        "[two]",
        "[three]",
    ]
    assert MOST == 3
