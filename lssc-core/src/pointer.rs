//! Pointers into a record: which answer, or which entry of which list.

use std::fmt;

use serde::{Serialize, Serializer};

/// A JSON Pointer (RFC 6901) into a record: the whole (`""`), a field (`/education`) or an entry of a list
/// (`/courses/3`). Small and `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pointer {
    field: Option<&'static str>,
    index: Option<usize>,
}

impl Pointer {
    /// The whole record.
    pub const RECORD: Pointer = Pointer { field: None, index: None };

    pub(crate) const fn field(field: &'static str) -> Self {
        Self { field: Some(field), index: None }
    }

    pub(crate) const fn entry(field: &'static str, index: usize) -> Self {
        Self { field: Some(field), index: Some(index) }
    }

    /// The field, unless it is the whole record.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        self.field
    }

    /// The place in the list, from 0, where it is an entry.
    #[must_use]
    pub const fn index(self) -> Option<usize> {
        self.index
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            f.write_str("/")?;
            f.write_str(field)?;
        }
        if let Some(index) = self.index {
            write!(f, "/{index}")?;
        }
        Ok(())
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
