"""The built-in judge as one of the judges: what the comparison has found is its opinion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.judges.question import Opinion, Question


class BuiltIn:
    """Repeats what the comparison thinks; it decides wherever no other judge has answered."""

    name = "factcheck"
    described = "built in"
    identity = "built in"

    def asked(self, question: Question) -> str:
        """Return the text of both claims."""
        return f"{question.first.text}\n{question.second.text}"

    def opinions(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        """Yield relation, confidence and values of the finding that each question is about."""
        for question in questions:
            first, second = question.first.marked, question.second.marked
            if not question.finding or first is None or second is None:
                yield Opinion()
                continue
            yield Opinion(question.relation, question.confidence, first, second, question.type)
