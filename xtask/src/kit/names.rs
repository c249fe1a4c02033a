//! What clauses and readings are called, from the documents, for whoever reads a score.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::cases::Case;

/// The title of every clause: of `4.3` the name of its rule, of others how they begin.
pub fn clauses(rules: &str) -> Result<Value> {
    let mut titles = Map::new();
    for line in rules.lines() {
        if let Some((clause, title)) = clause(line) {
            ensure!(!title.is_empty(), "{clause} has no title");
            ensure!(titles.insert(clause.to_owned(), title.into()).is_none(), "{clause} stands twice");
        }
    }
    ensure!(titles.len() > 30, "RULES.md has {} clauses", titles.len());
    Ok(titles.into())
}

/// `## 5. Output`, `4.3 **title**`, `**4.3 title**` or `1.7 Title and so on (`.
fn clause(line: &str) -> Option<(&str, String)> {
    let line = line.strip_prefix("## ").unwrap_or(line);
    let is_bold = line.starts_with("**");
    let (clause, rest) = line.trim_start_matches("**").split_once(' ')?;
    let clause = clause.trim_end_matches('.');
    let is_clause = clause.starts_with(|first: char| first.is_ascii_digit())
        && clause.split('.').all(|number| number.parse::<u8>().is_ok());
    if !is_clause {
        return None;
    }
    let title = match (is_bold, rest.strip_prefix("**")) {
        (true, _) => rest.split_once("**")?.0,
        (false, Some(rest)) => rest.split_once("**")?.0,
        // A line that goes on with a number begins no clause.
        (false, None) if rest.starts_with(char::is_uppercase) => rest.split(['(', '.', ':']).next()?,
        (false, None) => return None,
    };
    Some((clause, title.replace('`', "").trim_end_matches(['.', ' ']).to_owned()))
}

/// The readings on which cases hang: title, clauses, what is done, and the ids of the cases.
pub fn readings(text: &str, cases: &[Case]) -> Result<Value> {
    let known: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let readings: Vec<Value> =
        items(text).iter().filter_map(|item| reading(item, &known).transpose()).collect::<Result<_>>()?;
    ensure!(readings.len() > 20, "readings.md names cases of {} readings", readings.len());
    Ok(json!({ "readings": readings }))
}

/// The paragraphs, and the entries of lists, each on one line.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.trim();
        match items.last_mut() {
            Some(item) if goes_on && !line.is_empty() && !line.starts_with("- ") => {
                item.push(' ');
                item.push_str(line);
            }
            _ if !line.is_empty() => items.push(line.trim_start_matches("- ").to_owned()),
            _ => {}
        }
        goes_on = !line.is_empty();
    }
    items
}

/// An item with the cases that hang on it; one that names none is no reading that a score can speak of.
fn reading(item: &str, known: &BTreeSet<&str>) -> Result<Option<Value>> {
    let Some((text, ids)) = ["Cases: ", "Case: "].iter().find_map(|word| item.rsplit_once(word)) else {
        return Ok(None);
    };
    let (title, text) = text
        .strip_prefix("**")
        .and_then(|text| text.split_once("**"))
        .with_context(|| format!("a reading with cases has no title: {item}"))?;
    let text = text.trim_start();
    let clauses =
        text.strip_prefix('(').and_then(|text| text.split_once(')')).map_or("", |(clauses, _)| clauses);
    let clauses: Vec<&str> = clauses
        .split([',', ' '])
        .filter(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .collect();
    ensure!(!clauses.is_empty(), "the reading `{title}` names no clause");
    let ids: Vec<&str> = ids.split('`').skip(1).step_by(2).collect();
    ensure!(!ids.is_empty(), "the reading `{title}` names no case");
    for id in &ids {
        ensure!(known.contains(id), "the reading `{title}` names the case `{id}`, and there is none");
    }
    let title = title.trim_end_matches(['.', ':']).replace('`', "");
    Ok(Some(json!({ "title": title, "clauses": clauses, "text": text.trim(), "cases": ids })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_wherever_they_stand() {
        for (line, expected) in [
            ("## 5. Output", Some(("5", "Output"))),
            ("1.1 **Dates** are calendar dates", Some(("1.1", "Dates"))),
            ("1.4 **As of T.** An assessment", Some(("1.4", "As of T"))),
            ("1.7 Results are a pure function of (record)", Some(("1.7", "Results are a pure function of"))),
            ("**4.11 `a`, `b`** (FAQ 19)", Some(("4.11", "a, b"))),
            ("**Credits.** At most one", None),
            ("4.3 enters the `and` as `met`", None),
            ("| input | result |", None),
            ("", None),
        ] {
            assert_eq!(clause(line), expected.map(|(clause, title)| (clause, title.to_owned())), "{line}");
        }
    }

    fn found(text: &str) -> Result<Vec<Value>> {
        let known = BTreeSet::from(["a-b", "c-d"]);
        items(text).iter().filter_map(|item| reading(item, &known).transpose()).collect()
    }

    #[test]
    fn readings_are_paragraphs_and_entries() -> Result<()> {
        let text = "## H\n\n**One thing** (2, 3.3) is\nso. Cases: `a-b`,\n`c-d`.\n\n- **Two.** (4.1) no case\n- **`Three`** (6.1 against *x*): so.\n  Case: `c-d`.\n";
        let expected = [
            json!({"title": "One thing", "clauses": ["2", "3.3"], "text": "(2, 3.3) is so.", "cases": ["a-b", "c-d"]}),
            json!({"title": "Three", "clauses": ["6.1"], "text": "(6.1 against *x*): so.", "cases": ["c-d"]}),
        ];
        assert_eq!(found(text)?, expected);
        Ok(())
    }

    #[test]
    fn a_reading_without_what_it_must_have_is_an_error() {
        for text in [
            "**T** (4.1) so. Case: `e-f`.",
            "**T** (4.1) so. Case: none.",
            "**T** so. Case: `a-b`.",
            "So (4.1). Case: `a-b`.",
        ] {
            assert!(found(text).is_err(), "{text}");
        }
    }
}
