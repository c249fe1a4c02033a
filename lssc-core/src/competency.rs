//! The ten competency sets (RULES 2.1, FAQ 9).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fault::Problem;

/// One of the ten competency sets, in the order of RULES 2.1.
///
/// An input may name it by id or, in any ASCII case, by its title or a usual variant of it; output
/// always uses the id.
///
/// ```
/// use lssc_core::CompetencySet;
/// let set: CompetencySet = "ADULT READERS’ ADVISORY".parse()?;
/// assert_eq!(set.as_str(), "adult-readers-advisory-services");
/// assert!("access services ".parse::<CompetencySet>().is_err(), "nothing is trimmed");
/// # Ok::<(), lssc_core::Problem>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum CompetencySet {
    /// Foundations of Library Services.
    FoundationsOfLibraryServices,
    /// Communication and Teamwork.
    CommunicationAndTeamwork,
    /// Technology.
    Technology,
    /// Access Services.
    AccessServices,
    /// Adult Readers' Advisory Services.
    AdultReadersAdvisoryServices,
    /// Cataloging and Classification.
    CatalogingAndClassification,
    /// Collection Management.
    CollectionManagement,
    /// Reference and Information Services.
    ReferenceAndInformationServices,
    /// Supervision and Management.
    SupervisionAndManagement,
    /// Youth Services.
    YouthServices,
}

/// What else a set is called, beside its title (RULES 2.1).
pub(crate) const VARIANTS: [(&str, CompetencySet); 5] = [
    ("Foundation of Library Service", CompetencySet::FoundationsOfLibraryServices),
    ("Foundation of Library Services", CompetencySet::FoundationsOfLibraryServices),
    ("Foundations of Library Service", CompetencySet::FoundationsOfLibraryServices),
    ("Adult Readers' Advisory", CompetencySet::AdultReadersAdvisoryServices),
    ("Cataloguing and Classification", CompetencySet::CatalogingAndClassification),
];

impl CompetencySet {
    /// The ten sets, in the order of RULES 2.1.
    pub const ALL: [CompetencySet; 10] = [
        Self::FoundationsOfLibraryServices,
        Self::CommunicationAndTeamwork,
        Self::Technology,
        Self::AccessServices,
        Self::AdultReadersAdvisoryServices,
        Self::CatalogingAndClassification,
        Self::CollectionManagement,
        Self::ReferenceAndInformationServices,
        Self::SupervisionAndManagement,
        Self::YouthServices,
    ];

    /// The id: `youth-services`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FoundationsOfLibraryServices => "foundations-of-library-services",
            Self::CommunicationAndTeamwork => "communication-and-teamwork",
            Self::Technology => "technology",
            Self::AccessServices => "access-services",
            Self::AdultReadersAdvisoryServices => "adult-readers-advisory-services",
            Self::CatalogingAndClassification => "cataloging-and-classification",
            Self::CollectionManagement => "collection-management",
            Self::ReferenceAndInformationServices => "reference-and-information-services",
            Self::SupervisionAndManagement => "supervision-and-management",
            Self::YouthServices => "youth-services",
        }
    }

    /// The title: `Youth Services`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FoundationsOfLibraryServices => "Foundations of Library Services",
            Self::CommunicationAndTeamwork => "Communication and Teamwork",
            Self::Technology => "Technology",
            Self::AccessServices => "Access Services",
            Self::AdultReadersAdvisoryServices => "Adult Readers' Advisory Services",
            Self::CatalogingAndClassification => "Cataloging and Classification",
            Self::CollectionManagement => "Collection Management",
            Self::ReferenceAndInformationServices => "Reference and Information Services",
            Self::SupervisionAndManagement => "Supervision and Management",
            Self::YouthServices => "Youth Services",
        }
    }

    const fn bit(self) -> u16 {
        1 << (self as u8)
    }
}

impl FromStr for CompetencySet {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let sets = || Self::ALL.iter().copied();
        if let Some(set) = sets().find(|set| set.as_str() == text) {
            return Ok(set);
        }
        let is_named = |name: &str| folded(name).eq(folded(text));
        let variants = || VARIANTS.iter().find(|(name, _)| is_named(name)).map(|&(_, set)| set);
        let set = sets().find(|set| is_named(set.title())).or_else(variants);
        set.ok_or_else(|| Problem::unknown_set(text))
    }
}

/// A title, whatever its case and its apostrophe.
fn folded(title: &str) -> impl Iterator<Item = char> {
    title.chars().map(|character| if character == '\u{2019}' { '\'' } else { character.to_ascii_lowercase() })
}

impl fmt::Display for CompetencySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for CompetencySet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CompetencySet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize_parsed(deserializer, "a competency set", str::parse)
    }
}

/// Some of the ten sets: a small value without order or repetition. Iterates in the order of RULES 2.1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CompetencySets(u16);

impl CompetencySets {
    /// No set.
    pub const NONE: CompetencySets = CompetencySets(0);

    /// All ten.
    pub(crate) const ALL: CompetencySets = CompetencySets((1 << CompetencySet::ALL.len()) - 1);

    /// Whether `set` is among them.
    #[must_use]
    pub const fn contains(self, set: CompetencySet) -> bool {
        self.0 & set.bit() != 0
    }

    /// Whether every one of `others` is among them.
    #[must_use]
    pub const fn contains_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// These and `set`.
    #[must_use]
    pub const fn with(self, set: CompetencySet) -> Self {
        Self(self.0 | set.bit())
    }

    /// Those that are in one of the two.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many there are, 0 to 10.
    #[must_use]
    pub const fn len(self) -> u8 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 16 bits are set")]
        let count = self.0.count_ones() as u8;
        count
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Every choice of so many of them.
    pub(crate) fn choices(self, size: u32) -> impl Iterator<Item = Self> {
        let every = (0..1 << CompetencySet::ALL.len()).map(Self);
        every.filter(move |&choice| self.contains_all(choice) && u32::from(choice.len()) == size)
    }

    /// The sets, in the order of RULES 2.1.
    pub fn iter(self) -> impl Iterator<Item = CompetencySet> {
        CompetencySet::ALL.iter().copied().filter(move |&set| self.contains(set))
    }
}

impl FromIterator<CompetencySet> for CompetencySets {
    fn from_iter<I: IntoIterator<Item = CompetencySet>>(sets: I) -> Self {
        sets.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for CompetencySets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for CompetencySets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for CompetencySets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(crate::list::Entries::<CompetencySet>::deserialize(deserializer)?.into_iter().collect())
    }
}
