"""The dialogue of ``factcheck review``: a finding, a question, an answer, line by line.

It needs no terminal but lines in and out, and can be left and taken up again at any question.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.app import console
from factcheck.app.delivery import emit
from factcheck.model import Finding, Mention, Variant
from factcheck.report.escape import one_line
from factcheck.report.locations import articles_by_id
from factcheck.review.session import Session, State

KEYS = "[a]ccept  [d]ismiss  to [f]ix  [s]kip  [u]ndo  [q]uit  [?]"
HELP = """\
a  accept: the articles differ, and it may stand; the next check stays quiet about it
d  dismiss: a false alarm, the articles do not contradict each other; the check stays quiet, too
f  to fix: one of the articles is wrong; the correction goes to the worklist, the finding stays news
s  skip: decide another time
u  undo: back to the finding before, its decision is taken back
q  quit: what was decided is kept, the next review goes on from here
"""


class _InputEndedError(Exception):
    """The input has ended."""


class Audit:
    """Asks for a decision on every finding of a session.

    ``show`` returns a finding as text; ``save`` keeps what is decided, after every decision.
    """

    def __init__(
        self, session: Session, *, show: Callable[[Finding], str], save: Callable[[State], None]
    ) -> None:
        self.session = session
        self._show = show
        self._save = save
        self._articles = articles_by_id(session.report)

    def run(self) -> None:
        """Ask until every finding is looked at, the user quits or the input ends."""
        session = self.session
        if session.done:
            for c in session.done:
                emit(f"corrected: {one_line(f'{c.document}: {c.old} → {c.new}')}")
            self._save(session.state)
        try:
            while self._step():
                pass
        except _InputEndedError:
            pass
        emit(f"{session.decided} of {session.total} decided.\n")

    def _step(self) -> bool:
        """Have one finding decided, or at the end the last one undone; return False to stop."""
        session, finding = self.session, self.session.current
        if finding is not None:
            heading = f"{session.decided} of {session.total} decided"
            emit(f"{heading}  {finding.type}  {finding.fingerprint}\n\n{self._show(finding)}")
            return self._decide(finding)
        if not session.has_begun:
            return False
        answer = self._ask("That was the last one. [u]ndo, or Enter to finish  > ")
        undone = answer[:1].casefold() == "u" and session.undo()
        if undone:
            self._save(session.state)
        return undone

    def _decide(self, finding: Finding) -> bool:
        """Ask for a key until one leads to another finding; return False to quit."""
        session = self.session
        while True:
            answer = self._ask(f"{KEYS}  > ")
            match answer[:1].casefold():
                case "a" | "d" as key:
                    session.accept(self._reason(), dismissed=key == "d")
                    self._save(session.state)
                case "f":
                    if not self._correct(finding):
                        continue
                    self._save(session.state)
                case "s":
                    session.skip()
                case "u":
                    if not session.undo():
                        emit("There is nothing to undo.\n")
                        continue
                    self._save(session.state)
                case "q":
                    return False
                case _:
                    emit(HELP)
                    continue
            emit("\n")
            return True

    def _reason(self) -> str:
        """Ask for a reason; a number stands for one that was given before."""
        offered = self.session.reasons()
        for number, reason in enumerate(offered, start=1):
            emit(f"  {number}  {one_line(reason)}\n")
        answer = self._ask("Why? (Enter: —) ")
        if answer.isdecimal() and 1 <= int(answer) <= len(offered):
            return offered[int(answer) - 1]
        return answer

    def _correct(self, finding: Finding) -> bool:
        """Ask what is right and where it is wrong; return False if nothing is to be corrected."""
        for number, variant in enumerate(finding.variants, start=1):
            emit(f"  {number}  {one_line(variant.value)}  ({self._names(variant)})\n")
        answer = self._ask("What is right? (a number, or the right words; Enter: back) ")
        if not answer:
            return False
        right = finding.variants[int(answer) - 1] if self._is_choice(answer, finding) else None
        # A figure that might be taken for a number of the list is given in quotation marks.
        new = right.mentions[0].text if right else answer.strip('"“”')
        wrong = [
            mention
            for variant in finding.variants
            for mention in variant.mentions
            if variant is not right and mention.text != new
        ]
        chosen = self._places(wrong)
        if not chosen:
            emit("No place to correct.\n")
            return False
        self.session.correct(chosen, new, self._ask("A note for the desk? (Enter: none) "))
        return True

    def _places(self, wrong: list[Mention]) -> list[Mention]:
        """Ask which places are to be corrected, where there are several."""
        if len(wrong) < 2:
            return wrong
        for number, mention in enumerate(wrong, start=1):
            where = self._articles[mention.document].where(mention)
            emit(f"  {number}  {one_line(str(where))}  {one_line(mention.text)}\n")
        numbers = re.findall(r"\d+", self._ask("Where? (numbers; Enter: everywhere) "))
        return [m for n, m in enumerate(wrong, start=1) if not numbers or str(n) in numbers]

    def _names(self, variant: Variant) -> str:
        labels = (self._articles[m.document].label for m in variant.mentions)
        return ", ".join(map(one_line, dict.fromkeys(labels)))

    @staticmethod
    def _is_choice(answer: str, finding: Finding) -> bool:
        """Return True if ``answer`` is the number of a variant."""
        return answer.isdecimal() and 1 <= int(answer) <= len(finding.variants)

    @staticmethod
    def _ask(question: str) -> str:
        answer = console.ask(question, always=True)
        if answer is None:
            raise _InputEndedError
        return answer.strip()
