//! Whether an answer holds however the sources are read.

use serde::Serialize;

use super::reading::{Choice, Reading, with};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::list::known;
use crate::policy::Policy;
use crate::record::Record;
use crate::summary::{Summary, summary};
use crate::text::Id;
use crate::verdict::{Status, Verdict};

/// Where somebody stands, with the dates that go with it: what a reading may change (RULES 4.4, 4.8 to 4.10, 4.12).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Held {
    /// Where the person stands.
    pub status: Status,
    /// Whether the person may take part.
    pub eligibility: Verdict,
    /// The last day to complete the sets.
    pub deadline: Option<Date>,
    /// The first day by which the sets sufficed.
    pub completed_on: Option<Date>,
    /// The day the certification began.
    pub certified_on: Option<Date>,
    /// Its current term, from 1.
    pub term: Option<u32>,
    /// The first day on which that can be renewed.
    pub opens_on: Option<Date>,
    /// The last day of the term.
    pub expires_on: Option<Date>,
    /// The last day on which it can be renewed.
    pub last_day: Option<Date>,
}

impl From<Summary> for Held {
    fn from(found: Summary) -> Self {
        let term = found.certification;
        Self {
            status: found.status,
            eligibility: found.eligibility,
            deadline: found.deadline,
            completed_on: found.completed_on,
            certified_on: term.map(|term| term.certified_on),
            term: term.map(|term| term.term),
            opens_on: term.map(|term| term.opens_on),
            expires_on: term.map(|term| term.expires_on),
            last_day: term.map(|term| term.last_day),
        }
    }
}

/// Answers that, taken together and no fewer of them, lead elsewhere.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Flip {
    /// The answers in place of those of the policy, in the order of [`Reading::ALL`].
    pub readings: Vec<Choice>,
    /// Where they lead.
    pub held: Held,
}

/// Whether a status and its dates are the same however the sources are read.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Robustness {
    /// The id of the record.
    pub record: Id,
    /// Where the person stands under the policy as it is.
    pub held: Held,
    /// Whether some combination of readings leads elsewhere.
    pub contested: bool,
    /// The smallest sets of readings that do: from each, no reading could be left out. Those of fewer readings first.
    pub flips: Vec<Flip>,
}

/// Whether the status and the dates are the same under every combination of readings, and if not, which readings they hang on.
///
/// It is what enumerating every combination would say; combinations of readings that have nothing in the record to act on are
/// not enumerated.
///
/// ```
/// use lssc_core::{Catalog, Policy, Record, robustness};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // One day before the end of the term, by one reading, and on its last day by another.
/// let record = Record::from_json(br#"{"id": "p-001", "certified_on": "2020-05-01", "activities": []}"#)?;
/// let found = robustness(&record, &Catalog::default(), &Policy::default(), "2024-05-01".parse()?);
/// assert!(found.contested);
/// let readings = found.flips.iter().map(|flip| flip.readings.len());
/// assert_eq!(readings.collect::<Vec<_>>(), [1, 1], "the end of the term alone, in two ways");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn robustness(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Robustness {
    let held = |policy: &Policy| Held::from(summary(record, catalog, policy, as_of));
    let own = held(policy);
    let mut flips: Vec<Flip> = Vec::new();
    let readings: Vec<Reading> = Reading::ALL
        .iter()
        .copied()
        .filter(|reading| reading.can_matter(record, catalog, policy, as_of))
        .collect();
    for choices in combinations(&readings, policy) {
        // What a smaller set does already is not news of a larger one.
        if flips.iter().any(|flip| flip.readings.iter().all(|choice| choices.contains(choice))) {
            continue;
        }
        let found = held(&with(policy, &choices));
        if found != own {
            flips.push(Flip { readings: choices, held: found });
        }
    }
    Robustness { record: record.id.clone(), held: own, contested: !flips.is_empty(), flips }
}

/// Every way to answer some of the readings otherwise than the policy does, the fewest first.
fn combinations(readings: &[Reading], policy: &Policy) -> Vec<Vec<Choice>> {
    let mut all: Vec<Vec<Choice>> = vec![Vec::new()];
    for reading in readings {
        let with_other: Vec<Vec<Choice>> = reading
            .others(policy)
            .flat_map(|other| all.iter().map(move |before| before.iter().copied().chain([other]).collect()))
            .collect();
        all.extend(with_other);
    }
    all.sort_by_key(Vec::len);
    all.retain(|choices| !choices.is_empty());
    all
}

impl Reading {
    /// Whether the record has anything for the reading to act on, whatever the other readings are. Where it has not, no
    /// combination with this reading differs from the one without it.
    fn can_matter(self, record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> bool {
        let is_known = |date: Option<Date>| date.is_some_and(|date| date <= as_of);
        let admitted = is_known(record.admitted_on);
        // Somebody is certified by the office, or after an admission by what was achieved.
        let certified = is_known(record.certified_on) || admitted;
        let renewals = record.renewals_in_order().filter(|&(_, on)| on <= as_of).count();
        match self {
            // Without an admission there is no deadline.
            Self::MeasuredBy => admitted,
            Self::ApprovalYears => record
                .courses_once()
                .any(|course| catalog.starting_with(course).any(|approval| approval.expires_on.is_none())),
            Self::GraduatesShortOfHours => known(&record.degrees).iter().any(|degree| {
                catalog
                    .agreement(&degree.agreement)
                    .is_some_and(|agreement| policy.completion.is_met_by(agreement.covers))
            }),
            Self::TermEnds => certified,
            // A later term takes an accepted renewal.
            Self::GraceTerms => certified && renewals >= 1,
            // Hours are held against a later renewal: of the second term.
            Self::HoursFrom => certified && renewals >= 2 && record.activities.is_some(),
        }
    }
}

/// The readings that people hang on: what to put to the committee, the question that settles most first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CommitteeTable {
    people: usize,
    contested: usize,
    by_reading: [usize; Reading::ALL.len()],
}

/// A question for the committee, and how many people hang on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CommitteeQuestion {
    /// The reading.
    pub reading: Reading,
    /// The question.
    pub question: &'static str,
    /// How many people stand elsewhere by a smallest set of readings in which this one is.
    pub people: usize,
}

impl CommitteeTable {
    /// Takes a person in.
    pub fn add(&mut self, found: &Robustness) {
        self.people = self.people.saturating_add(1);
        self.contested = self.contested.saturating_add(usize::from(found.contested));
        for (&reading, people) in Reading::ALL.iter().zip(&mut self.by_reading) {
            let choices = found.flips.iter().flat_map(|flip| &flip.readings);
            let hangs = choices.into_iter().any(|choice| choice.reading() == reading);
            *people = people.saturating_add(usize::from(hangs));
        }
    }

    /// How many people were taken in.
    #[must_use]
    pub const fn people(&self) -> usize {
        self.people
    }

    /// How many of them are contested.
    #[must_use]
    pub const fn contested(&self) -> usize {
        self.contested
    }

    /// The questions on which anybody hangs, by how many; those of as many in the order of [`Reading::ALL`].
    #[must_use]
    pub fn questions(&self) -> Vec<CommitteeQuestion> {
        let all = Reading::ALL.iter().zip(self.by_reading);
        let mut questions: Vec<CommitteeQuestion> = all
            .map(|(&reading, people)| CommitteeQuestion { reading, question: reading.question(), people })
            .filter(|question| question.people > 0)
            .collect();
        questions.sort_by_key(|question| std::cmp::Reverse(question.people));
        questions
    }
}
