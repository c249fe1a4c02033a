"""Reviews a program: what the core says of it, with the places in its file and in words."""

from __future__ import annotations

from dataclasses import dataclass

import lssc
from lssc import CompetencySet, Matrix, MatrixRow, Review
from lssc.cli import words
from lssc.cli.programs import ProgramFile
from lssc.cli.reviewing.closing import Closing, closing


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A program and all that is to be said of it."""

    file: ProgramFile
    policy: lssc.Policy
    review: Review
    matrix: Matrix
    closing: tuple[Closing, ...]
    required: tuple[CompetencySet, ...]
    electives: tuple[CompetencySet, ...]
    electives_needed: int

    @property
    def sets(self) -> tuple[CompetencySet, ...]:
        """All ten, those that count for something first."""
        counting = (*self.required, *self.electives)
        return (*counting, *(each for each in CompetencySet if each not in counting))

    @property
    def graduate(self) -> tuple[MatrixRow, ...]:
        """The courses of the graduate who slips through."""
        taken = frozenset(self.review.graduate or ())
        return tuple(row for row in self.matrix.rows if row.course in taken)

    @property
    def missing(self) -> list[str]:
        """What that graduate misses, in words."""
        missing = [words.SET[each] for each in self.review.missing_required]
        if self.review.electives_missing:
            missing.append(f"{self.review.electives_missing} of the {self._electives}")
        return missing

    @property
    def _electives(self) -> str:
        return words.number(self.electives_needed, "elective", "electives")

    @property
    def never_covered(self) -> list[str]:
        """What that graduate misses and no course covers, in words: no requirement could ask for it."""
        covered = {each for row in self.matrix.rows for each in row.covers}
        return [words.SET[each] for each in self.review.missing_required if each not in covered]

    @property
    def beyond_one_change(self) -> str:
        """Why no single change closes the gap, as far as it is known."""
        if self.never_covered:
            return f"no course covers {words.enumerated(self.never_covered)}"
        return "another graduate may miss something else, or too few courses cover what is missing"

    @property
    def verdict(self) -> str:
        """The verdict."""
        return "qualifies" if self.review.qualifies else "does not qualify"

    @property
    def rests_on(self) -> str:
        """What the verdict says."""
        if not self.review.qualifies:
            return f"one can graduate without {words.enumerated(self.missing)}"
        required = words.number(len(self.required), "required set", "required sets")
        return f"every graduate covers the {required} and {self._electives} or more"

    def role(self, competency: CompetencySet) -> str:
        """What the policy makes of a set."""
        if competency in self.required:
            return "required"
        return "elective" if competency in self.electives else "not asked for"


def reviewed(file: ProgramFile, policy: lssc.Policy) -> Reviewed:
    """Reviews a program under a policy."""
    value = {parameter.name: parameter.value for parameter in policy.parameters}
    return Reviewed(
        file,
        policy,
        lssc.review(file.program, policy=policy),
        file.program.matrix(),
        closing(file, policy),
        tuple(map(CompetencySet, value["completion.required"])),
        tuple(map(CompetencySet, value["completion.electives"])),
        int(value["completion.electives_needed"]),
    )


def taken_by(row: MatrixRow) -> str:
    """Who takes a course."""
    if row.compulsory:
        return "everybody"
    return "some" if row.named else "not required"
