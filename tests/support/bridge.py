"""A story of three articles that differ in 24 facts, for the acting out of a whole review."""

from __future__ import annotations

from pathlib import Path

# A sentence, the value that two of the articles give, and that of the third.
FACTS = (
    ("The bridge at Tolvik collapsed at {} on Tuesday morning.", "7:40", "7:10"),
    ("The bridge was opened in {}.", "1962", "1926"),
    ("{} lorries stood on the bridge when it fell.", "Nine", "Five"),
    ("Divers recovered {} bodies from the fjord.", "14", "41"),
    ("The rescuers used {} boats.", "18", "13"),
    ("The span that fell was {} metres long.", "120", "210"),
    ("Inspectors had found {} cracks in the steel.", "37", "73"),
    ("The repair would have cost {} million kroner.", "46", "64"),
    ("The road authority closed {} other bridges.", "eight", "eighteen"),
    ("The ferry company added {} crossings a day.", "22", "12"),
    ("The county council met for {} hours.", "five", "nine"),
    ("Engineer {} led the inspection.", "Torvald Brekke", "Torvald Brekka"),
    ("Governor {} visited the hospital.", "Ingrid Solheim", "Ingrid Solhiem"),
    ("The hospital treated {} people.", "53", "35"),
    ("The school at Tolvik was closed for {} days.", "four", "ten"),
    ("The detour is {} kilometres long.", "88", "68"),
    ("The union of drivers counts {} members.", "3,400", "4,300"),
    ("The last inspection was on {}.", "3 May 2021", "8 May 2021"),
    ("The wind reached {} knots.", "31", "13"),
    ("The pillars stand {} metres deep.", "17", "71"),
    ("The builder went bankrupt in {}.", "1987", "1978"),
    ("A crane of {} tonnes lifted the first lorry.", "600", "900"),
    ("Volunteers served {} meals.", "1,200", "2,100"),
    ("The new bridge will be ready in {}.", "2027", "2029"),
)
NAMES = ("coast-radio", "fjord-post", "tolvik-times")


def write(folder: Path) -> list[Path]:
    """Write the articles into ``folder``; each is the odd one out in every third fact."""
    paths = [folder / f"{name}.txt" for name in NAMES]
    for n, path in enumerate(paths):
        lines = [
            sentence.format(odd if number % len(NAMES) == n else value)
            for number, (sentence, value, odd) in enumerate(FACTS)
        ]
        text = "\n".join(("Bridge collapses at Tolvik", "Published 9 March 2022", "", *lines, ""))
        path.write_text(text, "utf-8")
    return paths
