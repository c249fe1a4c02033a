//! What of the rules no test can take, and why.

/// A branch or the lines of a function that are not taken.
pub struct Left {
    /// The file, below `lssc-core/src`.
    pub file: &'static str,
    /// The function, with the type whose it is.
    pub function: &'static str,
    /// `lines`, or the condition and what it never is.
    pub what: &'static str,
    /// Why no test takes it.
    pub reason: &'static str,
}

pub const LEFT: &[Left] = &[
    Left {
        file: "date.rs",
        function: "Date::known",
        what: "lines",
        reason: "it runs when the crate is built: every use is a constant",
    },
    Left {
        file: "review/requirement.rs",
        function: "Branch::serialize",
        what: "`Some((node, below))` is never false",
        reason: "a branch has its node; the core does not panic to say so",
    },
    Left {
        file: "review/tree.rs",
        function: "Tally::change",
        what: "`Some(count)` is never false",
        reason: "every node has its count; the core does not panic to say so",
    },
    Left {
        file: "review/tree.rs",
        function: "Tally::change",
        what: "lines",
        reason: "the end of that branch",
    },
    Left {
        file: "rules/search.rs",
        function: "changes_of",
        what: "`first == last` is never true",
        reason: "on a single day the fewest hours are the most, so one of the two conditions before it is true; it ends the \
                 search whatever they say",
    },
];
