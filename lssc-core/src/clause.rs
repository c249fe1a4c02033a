//! The clauses of RULES 4, by their numbers.

use crate::fault::named_enum;

named_enum! {
    /// A clause of RULES 4: the one that two policies first differ by ([`compare`](crate::compare)), or whose boundary changed a
    /// status ([`timeline`](crate::timeline)).
    Clause, "the number of a clause" {
        /// Education.
        Education = "4.1",
        /// The position held.
        SupportStaff = "4.2",
        /// Work in libraries, and with it eligibility as a whole.
        Experience = "4.3",
        /// The deadline of the candidacy.
        Candidacy = "4.4",
        /// Credit by course.
        Course = "4.5",
        /// Credit by portfolio.
        Portfolio = "4.6",
        /// Credit by agreement.
        Agreement = "4.7",
        /// The competency sets.
        Completion = "4.8",
        /// The certification and its terms.
        Term = "4.9",
        /// The renewal window.
        Window = "4.10",
        /// Contact and technology hours.
        ContactHours = "4.11",
        /// The status.
        Status = "4.12",
        /// The fees.
        Fees = "4.13",
    }
}
