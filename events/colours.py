"""Colours of the light design for what no style sheet reaches; static/css/tokens.css has them all."""

PAPER, INK, MUTED, ACCENT = "#fbfaf7", "#1c211e", "#565e58", "#0b5d4a"
OCHRE, BRICK = "#7a5200", "#9c2f1f"
