"""Colours that stand in code are those of the style sheet."""

import re

from django.conf import settings

from events import colours


def test_colours_are_those_of_the_light_design() -> None:
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", tokens))

    assert {name: value for name, value in vars(colours).items() if name.isupper()} == {
        "PAPER": light["paper"],
        "INK": light["ink"],
        "MUTED": light["ink-muted"],
        "ACCENT": light["accent"],
        "OCHRE": light["ochre"],
        "BRICK": light["brick"],
    }
