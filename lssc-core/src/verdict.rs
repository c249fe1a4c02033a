//! Verdicts and statuses: the answers a rule can give (RULES 1.5, 4.12).

use crate::fault::named_enum;

named_enum! {
    /// What a rule says of a record that may be half filled in (RULES 1.5).
    Verdict, "a verdict" {
        /// The record shows that it is fulfilled.
        Met = "met",
        /// The record shows that it is not.
        NotMet = "not-met",
        /// The record does not say.
        Unknown = "unknown",
    }
}

impl Verdict {
    /// Both: not met wins, then unknown, then met (Kleene; RULES 1.5).
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Met, Self::Met) => Self::Met,
        }
    }

    /// Met when `condition` holds, else not.
    #[must_use]
    pub const fn of(condition: bool) -> Self {
        if condition { Self::Met } else { Self::NotMet }
    }
}

named_enum! {
    /// Where a person stands on a day (RULES 4.12).
    Status, "a status" {
        /// Not applied, and too little is answered to say more.
        Undetermined = "undetermined",
        /// Not applied, and may not take part yet.
        Ineligible = "ineligible",
        /// Not applied, and may.
        Eligible = "eligible",
        /// Applied, not admitted yet.
        Applied = "applied",
        /// Admitted, working on the sets.
        Candidate = "candidate",
        /// Admitted, and past the deadline without a certification.
        CandidacyExpired = "candidacy-expired",
        /// Certified; renewal is not open yet.
        Certified = "certified",
        /// Certified; renewal is open.
        RenewalOpen = "renewal-open",
        /// The term has ended; renewal is still possible.
        Grace = "grace",
        /// The term has ended, and renewal is no longer possible.
        Lapsed = "lapsed",
    }
}

impl Status {
    /// Whether there is a certification, current or past.
    #[must_use]
    pub const fn is_certified(self) -> bool {
        matches!(self, Self::Certified | Self::RenewalOpen | Self::Grace | Self::Lapsed)
    }

    /// Whether the current term can be renewed on that day (RULES 4.10).
    #[must_use]
    pub const fn is_renewable(self) -> bool {
        matches!(self, Self::RenewalOpen | Self::Grace)
    }
}

named_enum! {
    /// How a competency set was achieved (RULES 4.5 to 4.7). The order is that of ties: agreement first.
    Route, "a route" {
        /// By a degree under a recognition agreement.
        Agreement = "agreement",
        /// By an approved course, or a bundle of them.
        Course = "course",
        /// By a portfolio.
        Portfolio = "portfolio",
    }
}

named_enum! {
    /// Why a renewal is rejected; the first that applies (RULES 4.10).
    RejectionReason, "the reason of a rejection" {
        /// Before the renewal window opens.
        TooEarly = "too-early",
        /// After its last day.
        TooLate = "too-late",
        /// The certification was still provisional.
        HoursNotReached = "hours-not-reached",
        /// Too few contact hours or technology hours.
        HoursShort = "hours-short",
    }
}

named_enum! {
    /// At which price a fee is charged (RULES 4.13).
    Basis, "the basis of a fee" {
        /// As an ALA member.
        Member = "member",
        /// Not as an ALA member.
        NonMember = "non-member",
        /// Membership is not answered, so the price for everybody else is taken.
        AssumedNonMember = "assumed-non-member",
    }
}

named_enum! {
    /// What a fee is for (RULES 4.13).
    FeeItem, "the item of a fee" {
        /// The application.
        Application = "application",
        /// A portfolio.
        Portfolio = "portfolio",
        /// A renewal.
        Renewal = "renewal",
    }
}
