//! The sources with a probe at every single condition of every compound one.

use std::ops::Range;

use anyhow::{Context, Result};

use super::conditions::{Condition, Place};

/// The module that the probes call, in place of which nothing is in the library itself.
pub const MODULE: &str = include_str!("probe_module.rs");

/// Something put around a piece of source.
struct Wrap {
    range: Range<usize>,
    before: String,
    after: String,
}

/// The source of a file with probes for its conditions, each with its number among all.
pub fn probed(source: &str, conditions: &[(usize, &Condition)]) -> Result<String> {
    let mut wraps = Vec::new();
    for (number, condition) in conditions.iter().filter(|(_, condition)| !condition.fixed) {
        for (place, single) in condition.singles.iter().enumerate() {
            wraps.push(wrap(*number, place, &single.place));
        }
    }
    let mut inserted: Vec<(usize, u8, usize, String)> = Vec::new();
    for Wrap { range, before, after } in wraps {
        // At one place, what ends comes before what begins; the outer begins first and ends last.
        let length = range.len();
        inserted.push((range.start, 1, usize::MAX - length, before));
        inserted.push((range.end, 0, length, after));
    }
    inserted.sort();
    let mut text = String::new();
    let mut at = 0;
    for (place, _, _, piece) in inserted {
        text.push_str(source.get(at..place).context("ranges lie on characters")?);
        text.push_str(&piece);
        at = place;
    }
    text.push_str(source.get(at..).context("ranges lie on characters")?);
    Ok(text)
}

fn wrap(number: usize, place: usize, kind: &Place) -> Wrap {
    let first = place == 0;
    let call = |function: &str| format!("crate::probe::{function}({number}, {place}, {first}, ");
    match kind {
        Place::Plain(range) => Wrap { range: range.clone(), before: call("seen"), after: ")".to_owned() },
        Place::Let(range) => Wrap {
            range: range.clone(),
            before: call("entered"),
            after: format!(") && crate::probe::seen({number}, {place}, false, true)"),
        },
        Place::Pattern(guard) => Wrap {
            range: guard.clone(),
            before: format!("{} true) && (", call("seen").trim_end()),
            after: ")".to_owned(),
        },
        Place::Option { whole, needs_value, inner } => Wrap {
            range: whole.clone(),
            before: format!(
                "crate::probe::option({number}, {place}, {inner}, {needs_value}, crate::probe::mark({number}, {first}), "
            ),
            after: ")".to_owned(),
        },
        Place::Function(range) => Wrap {
            range: range.clone(),
            before: format!("|value| {}(", call("seen")),
            after: ")(value))".to_owned(),
        },
    }
}
