"""Running headers and footers against words of activities that come again."""

from workplan_extract.reading.look import Running, masked

BODY = ("Workshop on tide tables in the north", "Survey of the outer reefs", "Guide to nets", "A course for wardens")


def _running(starts: list[str]) -> Running:
    return Running(
        tuple((masked(start), masked(f"{BODY[number % 4]} {number}")) for number, start in enumerate(starts))
    )


def test_a_line_that_most_pages_begin_with_is_running() -> None:
    running = _running([f"Workplan 2024 page {number} {BODY[number % 4]}" for number in range(9)])

    assert running.repeats("Workplan 2024")


def test_a_rows_words_on_two_pages_of_many_are_not() -> None:
    starts = [f"{'word ' * number}start" for number in range(9)]
    starts[3] = starts[7] = "Practitioner Guide Series"

    assert not _running(starts).repeats("Practitioner Guide Series")


def test_words_that_come_at_other_places_of_each_page_are_not() -> None:
    starts = [f"{'another ' * number} In partnership with the council" for number in range(9)]

    assert not _running(starts).repeats("In partnership with the council")
