//! Lists with a bounded number of entries (RULES 3.3).

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use crate::fault::Problem;

/// The most entries a list may have.
pub const MAX_ENTRIES: usize = 4096;

/// Whether entries are so few that they are looked at one by one, each time. Of more, an order is kept; a module that has to be
/// small has the one way alone.
pub(crate) const fn are_few(count: usize) -> bool {
    cfg!(feature = "small") || count <= 8
}

/// A list of at most 4096 entries (RULES 3.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline, extend("maxItems" = MAX_ENTRIES)))]
#[serde(transparent)]
pub struct Entries<T>(Vec<T>);

impl<T> Entries<T> {
    /// The list of these entries.
    ///
    /// # Errors
    /// [`Problem::ListLength`] for more than 4096.
    pub fn new(entries: Vec<T>) -> Result<Self, Problem> {
        check_length(entries.len(), 0, MAX_ENTRIES)?;
        Ok(Self(entries))
    }

    /// The list of entries that are known to be no more than 4096.
    pub(crate) fn of_checked(entries: Vec<T>) -> Self {
        Self(entries)
    }
}

/// The entries of a list; none while it is not answered.
#[expect(clippy::ref_option, reason = "it is borrowed as a record holds it")]
pub(crate) fn known<T>(list: &Option<Entries<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}

/// Whether a list of `found` entries is neither too short nor too long.
pub(crate) fn check_length(found: usize, min: usize, max: usize) -> Result<(), Problem> {
    if (min..=max).contains(&found) { Ok(()) } else { Err(Problem::ListLength { min, max, found }) }
}

/// Names with their places, in order of name, then place.
pub(crate) fn by_name<'a>(names: &mut dyn Iterator<Item = Option<&'a str>>) -> Vec<(Option<&'a str>, usize)> {
    let mut placed: Vec<(Option<&str>, usize)> = names.zip(0..).collect();
    placed.sort_unstable();
    placed
}

/// For each of these names whether it repeats an earlier one.
pub(crate) fn repeated(names: &mut dyn Iterator<Item = Option<&str>>) -> Vec<bool> {
    let placed = by_name(names);
    let mut repeated = vec![false; placed.len()];
    for ((before, _), (name, place)) in placed.iter().zip(placed.iter().skip(1)) {
        if let Some(is_repeated) = repeated.get_mut(*place) {
            *is_repeated = name.is_some() && before == name;
        }
    }
    repeated
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Entries<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> TryFrom<Vec<T>> for Entries<T> {
    type Error = Problem;

    fn try_from(entries: Vec<T>) -> Result<Self, Problem> {
        Self::new(entries)
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Entries<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
