//! Regular expressions, as far as the HTML standard needs them for an email address: classes, groups, repetition. Written to be
//! seen through: it keeps the set of all places at which a part of the expression can end.

use std::collections::BTreeSet;

/// One part of an expression, and how often it stands.
#[derive(Debug)]
struct Part {
    what: What,
    least: usize,
    most: usize,
}

#[derive(Debug)]
enum What {
    /// One character of these ranges.
    Class(Vec<(char, char)>),
    Group(Vec<Part>),
}

/// An expression that starts with `^` and ends with `$`.
pub struct Expression(Vec<Part>);

impl Expression {
    pub fn of(text: &str) -> Self {
        let inner = text.strip_prefix('^').and_then(|text| text.strip_suffix('$')).expect("anchored");
        let mut rest = inner.chars().collect::<Vec<_>>().into_iter().peekable();
        let parts = parts(&mut rest);
        assert!(rest.next().is_none(), "the whole expression is read");
        Self(parts)
    }

    pub fn matches(&self, text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        ends_of_all(&self.0, &characters, BTreeSet::from([0])).contains(&characters.len())
    }
}

type Rest = std::iter::Peekable<std::vec::IntoIter<char>>;

fn parts(rest: &mut Rest) -> Vec<Part> {
    let mut parts = Vec::new();
    while let Some(character) = rest.next_if(|&character| character != ')') {
        let what = match character {
            '[' => What::Class(class(rest)),
            '(' => {
                assert_eq!((rest.next(), rest.next()), (Some('?'), Some(':')), "groups capture nothing");
                let group = What::Group(self::parts(rest));
                assert_eq!(rest.next(), Some(')'));
                group
            }
            '\\' => single(rest.next().expect("something escaped")),
            _ => single(character),
        };
        let (least, most) = times(rest);
        parts.push(Part { what, least, most });
    }
    parts
}

fn single(character: char) -> What {
    What::Class(vec![(character, character)])
}

fn class(rest: &mut Rest) -> Vec<(char, char)> {
    let mut ranges: Vec<(char, char)> = Vec::new();
    loop {
        match rest.next().expect("the end of the class") {
            ']' => return ranges,
            '\\' => ranges.extend(rest.next().map(|character| (character, character))),
            '-' if rest.peek() != Some(&']') => {
                let last = ranges.last_mut().expect("the start of the range");
                last.1 = rest.next().expect("the end of the range");
            }
            character => ranges.push((character, character)),
        }
    }
}

fn times(rest: &mut Rest) -> (usize, usize) {
    match rest.next_if(|character| "?*+{".contains(*character)) {
        Some('?') => (0, 1),
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some(_) => {
            let bounds: String = rest.by_ref().take_while(|&character| character != '}').collect();
            let (least, most) = bounds.split_once(',').expect("two bounds");
            (least.parse().expect("a number"), most.parse().expect("a number"))
        }
        None => (1, 1),
    }
}

fn ends_of_all(parts: &[Part], text: &[char], starts: BTreeSet<usize>) -> BTreeSet<usize> {
    parts.iter().fold(starts, |starts, part| ends(part, text, starts))
}

fn ends(part: &Part, text: &[char], starts: BTreeSet<usize>) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let (mut at, mut count) = (starts, 0);
    loop {
        if count >= part.least {
            let before = ends.len();
            ends.extend(&at);
            // Another round from the same places ends at the same ones.
            if ends.len() == before && count > part.least {
                return ends;
            }
        }
        if count == part.most || at.is_empty() {
            return ends;
        }
        at = match &part.what {
            What::Group(parts) => ends_of_all(parts, text, at),
            What::Class(ranges) => {
                let holds =
                    |character: &char| ranges.iter().any(|range| (range.0..=range.1).contains(character));
                at.into_iter()
                    .filter(|&place| text.get(place).is_some_and(holds))
                    .map(|place| place + 1)
                    .collect()
            }
        };
        count += 1;
    }
}
