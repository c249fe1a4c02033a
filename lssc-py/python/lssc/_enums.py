"""The names of the program, as enumerations of strings: `Status.GRACE == "grace"`.

Each holds the names that the core has, in its order; a test compares them.
"""

from __future__ import annotations

import enum


class Name(str, enum.Enum):
    """A name of the program. It is the text that stands in JSON, and prints as that text."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)


class Verdict(Name):
    """What a rule says of a record that may be half filled in (RULES 1.5)."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


class Status(Name):
    """Where a person stands on a day (RULES 4.12)."""

    UNDETERMINED = "undetermined"
    INELIGIBLE = "ineligible"
    ELIGIBLE = "eligible"
    APPLIED = "applied"
    CANDIDATE = "candidate"
    CANDIDACY_EXPIRED = "candidacy-expired"
    CERTIFIED = "certified"
    RENEWAL_OPEN = "renewal-open"
    GRACE = "grace"
    LAPSED = "lapsed"


class CompetencySet(Name):
    """One of the ten competency sets, in the order of RULES 2.1."""

    FOUNDATIONS_OF_LIBRARY_SERVICES = "foundations-of-library-services"
    COMMUNICATION_AND_TEAMWORK = "communication-and-teamwork"
    TECHNOLOGY = "technology"
    ACCESS_SERVICES = "access-services"
    ADULT_READERS_ADVISORY_SERVICES = "adult-readers-advisory-services"
    CATALOGING_AND_CLASSIFICATION = "cataloging-and-classification"
    COLLECTION_MANAGEMENT = "collection-management"
    REFERENCE_AND_INFORMATION_SERVICES = "reference-and-information-services"
    SUPERVISION_AND_MANAGEMENT = "supervision-and-management"
    YOUTH_SERVICES = "youth-services"

    @property
    def full_title(self) -> str:
        """The title, as it is published.

        >>> CompetencySet.ADULT_READERS_ADVISORY_SERVICES.full_title
        "Adult Readers' Advisory Services"
        """
        from lssc._native import set_title

        return set_title(self.value)


class Education(Name):
    """The highest education a candidate has (RULES 3.1, 4.1)."""

    BELOW_HIGH_SCHOOL = "below-high-school"
    HIGH_SCHOOL_DIPLOMA = "high-school-diploma"
    HIGH_SCHOOL_EQUIVALENCY = "high-school-equivalency"
    COLLEGE_DEGREE = "college-degree"


class ActivityUnit(Name):
    """What the quantity of an activity counts (RULES 3.1, 4.11)."""

    CONTACT_HOUR = "contact-hour"
    SEMESTER_CREDIT = "semester-credit"
    QUARTER_CREDIT = "quarter-credit"
    CONFERENCE_DAY = "conference-day"


class Outcome(Name):
    """What became of a portfolio (RULES 3.1)."""

    PENDING = "pending"
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not-achieved"


class Route(Name):
    """How a competency set was achieved (RULES 4.5 to 4.7)."""

    AGREEMENT = "agreement"
    COURSE = "course"
    PORTFOLIO = "portfolio"


class RejectionReason(Name):
    """Why a renewal is rejected; the first that applies (RULES 4.10)."""

    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    HOURS_NOT_REACHED = "hours-not-reached"
    HOURS_SHORT = "hours-short"


class Basis(Name):
    """At which price a fee is charged (RULES 4.13)."""

    MEMBER = "member"
    NON_MEMBER = "non-member"
    ASSUMED_NON_MEMBER = "assumed-non-member"


class FeeItem(Name):
    """What a fee is for (RULES 4.13)."""

    APPLICATION = "application"
    PORTFOLIO = "portfolio"
    RENEWAL = "renewal"


class Goal(Name):
    """What somebody wants to reach (docs/operations.md)."""

    ELIGIBLE = "eligible"
    CERTIFIED = "certified"
    RENEWABLE = "renewable"


class Milestone(Name):
    """What the next date that matters brings."""

    EXPERIENCE_REACHED = "experience-reached"
    CANDIDACY_DEADLINE = "candidacy-deadline"
    RENEWAL_OPENS = "renewal-opens"
    CERTIFICATION_EXPIRES = "certification-expires"
    GRACE_ENDS = "grace-ends"


class OrderState(Name):
    """How far a purchase order has come (RULES 6.2, FAQ 22)."""

    APPLIED = "applied"
    ORDER_RECEIVED = "order-received"
    INVOICED = "invoiced"
    PAID = "paid"
    ACTIVE = "active"

    @property
    def next(self) -> OrderState | None:
        """The state that follows; `None` after the last one.

        >>> OrderState.INVOICED.next
        <OrderState.PAID: 'paid'>
        """
        from lssc._native import next_order_state

        return next_order_state(self.value)


class Standing(Name):
    """What somebody has on a day, from least to most: what a change of status gains or loses (RULES 6.5)."""

    OUT = "out"
    UNDECIDED = "undecided"
    TAKING_PART = "taking-part"
    RENEWABLE = "renewable"
    CERTIFIED = "certified"


class FindingOutcome(Name):
    """What a finding says: a verdict, or advice (RULES 5)."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    ADVICE = "advice"


class FindingCode(Name):
    """The kind of a finding: stable, documented in `docs/codes.md`, in the order of RULES 5."""

    EDUCATION = "education"
    SUPPORT_STAFF = "support-staff"
    EXPERIENCE = "experience"
    COMPLETION = "completion"
    CONTACT_HOURS = "contact-hours"
    TECHNOLOGY_HOURS = "technology-hours"
    PROVISIONAL_ELIGIBILITY = "provisional-eligibility"
    PROVISIONAL_CERTIFICATION = "provisional-certification"
    COMPUTER_SKILLS = "computer-skills"
    COURSE_NOT_APPROVED = "course-not-approved"
    COURSE_OUTSIDE_WINDOW = "course-outside-window"
    AGREEMENT_UNKNOWN = "agreement-unknown"
    GRADUATION_OUTSIDE_WINDOW = "graduation-outside-window"
    AGREEMENT_PARTIAL = "agreement-partial"
    PORTFOLIO_BEFORE_ADMISSION = "portfolio-before-admission"
    PORTFOLIO_ROUTE_CLOSED = "portfolio-route-closed"
    PORTFOLIO_SET_NOT_IN_POLICY = "portfolio-set-not-in-policy"
    CREDIT_AFTER_DEADLINE = "credit-after-deadline"
    COMPLETION_SHARED = "completion-shared"
    CERTIFIED_ON_DIFFERS = "certified-on-differs"
    CERTIFIED_WITHOUT_COMPLETION = "certified-without-completion"
    RENEWAL_REJECTED = "renewal-rejected"
    RENEWAL_HOURS_UNKNOWN = "renewal-hours-unknown"
    ACTIVITY_NOT_COUNTED = "activity-not-counted"
    NO_GRACE = "no-grace"
    MEMBERSHIP_ASSUMED = "membership-assumed"
    RENEWAL_FEE_NOT_PUBLISHED = "renewal-fee-not-published"


class FaultCode(Name):
    """The kind of a fault: stable, documented in `docs/codes.md`, the one to program against (RULES 3.3)."""

    BAD_JSON = "bad-json"
    WRONG_TYPE = "wrong-type"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown-key"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_VALUE = "unknown-value"
    UNKNOWN_SET = "unknown-set"
    BAD_DATE = "bad-date"
    OUT_OF_RANGE = "out-of-range"
    TOO_PRECISE = "too-precise"
    BAD_TEXT = "bad-text"
    BAD_LENGTH = "bad-length"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    UNKNOWN_POLICY = "unknown-policy"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"


class Edition(Name):
    """A policy that is shipped, by its name (RULES 2)."""

    LSSC_FAQ = "lssc-faq"
    LSSC_2011 = "lssc-2011"
    LSSC_2019 = "lssc-2019"


class RemarkKind(Name):
    """What a remark on a policy claims."""

    IMPOSSIBLE = "impossible"
    NO_EFFECT = "no-effect"
    SURPRISING = "surprising"


class RemarkCode(Name):
    """The code of a remark on a policy; `docs/codes.md` says what to do about each."""

    EXPERIENCE_BEYOND_A_RECORD = "experience-beyond-a-record"
    NO_ACTIVITY_COUNTS = "no-activity-counts"
    UNIT_NEVER_COUNTS = "unit-never-counts"
    NO_EXPERIENCE_ASKED_FOR = "no-experience-asked-for"
    ELECTIVES_NOT_NEEDED = "electives-not-needed"
    EVERY_ELECTIVE_NEEDED = "every-elective-needed"
    PORTFOLIO_ROUTE_NEVER_CLOSES = "portfolio-route-never-closes"
    GRACE_TERMS_WITHOUT_GRACE = "grace-terms-without-grace"
    HOURS_FROM_WITHOUT_EARLY_RENEWALS = "hours-from-without-early-renewals"
    NO_HOURS_ASKED_FOR = "no-hours-asked-for"
    HOURS_BELOW_THE_LEAST = "hours-below-the-least"
    LEAST_WITHOUT_EFFECT = "least-without-effect"
    SAME_AS_SHIPPED = "same-as-shipped"
    EVERYBODY_ELIGIBLE = "everybody-eligible"
    EXPERIENCE_BEYOND_THE_CLOCK = "experience-beyond-the-clock"
    EXPERIENCE_OF_ONE_DAY = "experience-of-one-day"
    CANDIDACY_OF_ONE_DAY = "candidacy-of-one-day"
    LATER_WORK_DISPLACES = "later-work-displaces"
    SET_LEFT_OUT = "set-left-out"
    APPROVAL_ENDS_AT_ONCE = "approval-ends-at-once"
    PORTFOLIO_CHARGED_IN_VAIN = "portfolio-charged-in-vain"
    RENEWAL_ON_ONE_DAY = "renewal-on-one-day"
    WINDOWS_OVERLAP = "windows-overlap"
    TERM_OVER_WHEN_RENEWED = "term-over-when-renewed"
    CONTACT_HOURS_BEYOND_THE_CLOCK = "contact-hours-beyond-the-clock"
    TECHNOLOGY_IS_EVERYTHING = "technology-is-everything"
    TECHNOLOGY_WITHOUT_THE_SET = "technology-without-the-set"
    HOURS_LOST_BETWEEN_TERMS = "hours-lost-between-terms"
    UNIT_WORTH_NOTHING = "unit-worth-nothing"
    UNIT_TOO_SMALL_ALONE = "unit-too-small-alone"
    MEMBER_PAYS_MORE = "member-pays-more"
    MEMBERSHIP_CHANGES_NO_PRICE = "membership-changes-no-price"
