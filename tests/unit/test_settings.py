"""What a maintainer rules for one document, and how a mistake in it is reported."""

from pathlib import Path

import pytest

from workplan_extract.errors import SettingsError
from workplan_extract.settings import DocumentSettings, load_settings, parse_settings


def test_without_a_file_nothing_is_ruled(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "plan.pdf") == DocumentSettings()


def test_every_ruling_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(
        """
publisher = "Ministry of Fisheries"
first_month = 7
pages = [3, 4]
period_heading = "Term (?P<quarter>[1-4])"

[columns]
"Who" = "partners"
"A" = "purpose 1"

[aliases]
"MoF" = "Ministry of Fisheries"

[[rulings]]
mention = "Uber"
organisation = "Uber Technologies"
role = "funder"
""",
        encoding="utf-8",
    )
    settings = load_settings(tmp_path / "plan.pdf")
    assert settings.publisher == "Ministry of Fisheries"
    assert settings.pages == (3, 4)
    assert settings.columns == {"Who": "partners", "A": "purpose 1"}
    assert settings.aliases == {"MoF": "Ministry of Fisheries"}
    assert (settings.rulings[0].mention, settings.rulings[0].role) == ("Uber", "funder")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 'A'\nfirst_month = 13\n", "plan.toml:2: first_month"),
        ("\n\nperiod_heading = '(unclosed'\n", "plan.toml:3: period_heading"),
        ("period_heading = 'Term [1-4]'\n", "needs a group"),
        ("[columns]\n'J' = 'month 1'\nWho = 'purple'\n", "plan.toml:3: columns.Who"),
        ("[columns]\nD = 'month 13'\n", "plan.toml:2: columns.D"),
        ("year = 2023\n[marks]\n'P' = 'maybe'\n", "plan.toml:3: marks.P"),
        ("pages = [0]\n", "pages count from 1"),
        ("titel = 'A'\n", "plan.toml:1: titel"),
        ("title = \n", "plan.toml:1"),
        ("[[rulings]]\nmention = 'X'\nrole = 'boss'\n", "plan.toml:3: rulings.0.role"),
        ("[[rulings]]\nmention = 'X'\n[[rulings]]\nmention = ''\n", "plan.toml:4: rulings.1.mention"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_settings(text, "plan.toml")
    assert message in str(error.value)
