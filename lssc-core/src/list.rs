//! Lists with a bounded number of entries (RULES 3.3).

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use crate::fault::Problem;

/// The most entries a list may have.
pub const MAX_ENTRIES: usize = 4096;

/// A list of at most 4096 entries (RULES 3.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
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
}

/// Whether a list of `found` entries is neither too short nor too long.
pub(crate) fn check_length(found: usize, min: usize, max: usize) -> Result<(), Problem> {
    if (min..=max).contains(&found) { Ok(()) } else { Err(Problem::ListLength { min, max, found }) }
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
