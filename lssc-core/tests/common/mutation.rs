//! Ways to spoil a JSON document, and ways to write it otherwise without spoiling it.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::tree::Tree;

/// One change to one value of a document, or to one entry of it.
#[derive(Clone, Debug)]
pub struct Mutation {
    value: Index,
    entry: Index,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    /// Another value, of any kind.
    Replace(String),
    /// Another value of the same kind: a date for a date, a number for a number.
    Alike(Index),
    /// An entry more.
    Add(&'static str, Index),
    /// Another key.
    Rename(&'static str),
    Remove,
    /// An entry once more, with this value or its own.
    Repeat(Option<String>),
    /// An entry first that was somewhere else.
    Reorder,
    /// The value inside so many lists.
    Wrap(usize),
    /// So many entries like this one.
    Multiply(usize),
}

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "0.0",
    "1",
    "-1",
    "1.0",
    "1e2",
    "1E+2",
    "0.1e1",
    "7.5",
    "7.50",
    "75e-1",
    "7.505",
    "168",
    "168.01",
    "100000",
    "100000.01",
    "1e400",
    "-1e400",
    "1e-400",
    "1e308",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "1000000000",
    "1000000001",
    "0.005",
    "0.1",
    "100",
    "101",
    "47",
    "48",
    "3",
    "1000",
    "1001",
];

const DATES: &[&str] = &[
    r#""2016-06-10""#,
    r#""2012-02-29""#,
    r#""2020-06-09""#,
    r#""1900-01-01""#,
    r#""2199-12-31""#,
    r#""2016-02-30""#,
    r#""2100-02-29""#,
    r#""2096-02-29""#,
    r#""0000-01-01""#,
    r#""1899-12-31""#,
    r#""2200-01-01""#,
    r#""2016-6-10""#,
    r#""2016-06-10 ""#,
    r#""٢٠١٦-٠٦-١٠""#,
    r#""2016-\u00306-10""#,
];

const STRINGS: &[&str] = &[
    r#""""#,
    r#"" ""#,
    r#""x""#,
    r#""p-1""#,
    r#""a0""#,
    r#""a1""#,
    r#""g0""#,
    r#""c0""#,
    r#""c1""#,
    r#""technology""#,
    r#""TECHNOLOGY""#,
    r#""Technology ""#,
    r#""Adult Readers\u2019 Advisory""#,
    r#""adult readers’ advisory services""#,
    r#""access-services""#,
    r#""youth-services""#,
    r#""Access Services""#,
    r#""pending""#,
    r#""achieved""#,
    r#""not-achieved""#,
    r#""college-degree""#,
    r#""contact-hour""#,
    r#""done""#,
    r#""every""#,
    r#""term""#,
    r#""lssc-faq""#,
    r#""lssc-2019""#,
    r#""assess""#,
    r#""\u0000""#,
    r#""a\tb""#,
    r#""\u00a0\u2003""#,
    r#""\ud83d\udcda""#,
    r#""\ud800""#,
    r#""\udc00x""#,
    r#""\ud800\ud800""#,
    r#""\ufeffx""#,
    r#""\u0085""#,
];

const OTHERS: &[&str] =
    &["null", "true", "false", "[]", "{}", "[null]", "[[]]", r#"{"id":"p"}"#, r#"["technology"]"#];

/// Values that a field may or may not take.
fn odd() -> impl Strategy<Value = String> {
    let long = (select(vec!['x', 'é', '\u{1f4da}']), select(vec![127_usize, 128, 129, 1000, 1001]))
        .prop_map(|(letter, length)| format!("\"{}\"", letter.to_string().repeat(length)));
    let digits = (any::<bool>(), select(vec![19_usize, 20, 308, 309, 400]))
        .prop_map(|(negative, length)| format!("{}{}", if negative { "-" } else { "" }, "9".repeat(length)));
    let of = |list: &'static [&'static str]| select(list).prop_map(str::to_owned);
    prop_oneof![4 => of(NUMBERS), 2 => of(DATES), 4 => of(STRINGS), 3 => of(OTHERS), 1 => long, 1 => digits]
        .boxed()
}

/// The values of the same kind as one that stands in a document.
fn alike(token: &str) -> &'static [&'static str] {
    match token.as_bytes() {
        [b'"', b'1' | b'2', _, _, _, b'-', ..] => DATES,
        [b'"', ..] => STRINGS,
        [b'-' | b'0'..=b'9', ..] => NUMBERS,
        _ => OTHERS,
    }
}

/// Keys that are right somewhere, nearly right, or a trap for whoever builds pointers of them.
fn key() -> impl Strategy<Value = &'static str> {
    select(vec![
        r#""id""#,
        r#""\u0069d""#,
        r#""Id""#,
        r#""id ""#,
        r#""""#,
        r#""a/b~c""#,
        r#""to""#,
        r#""from""#,
        r#""set""#,
        r#""sets""#,
        r#""extends""#,
        r#""title""#,
        r#""op""#,
        r#""as_of""#,
        r#""completed_on""#,
        r#""evaluated_on""#,
        r#""total_hours""#,
        r#""hours_per_week""#,
        r#""ünïcode""#,
        r#""0""#,
    ])
}

/// Keys of which the objects that have them may have too few or too many.
fn added() -> impl Strategy<Value = &'static str> {
    let dates = vec![
        "applied_on",
        "admitted_on",
        "certified_on",
        "to",
        "evaluated_on",
        "expires_on",
        "ended_on",
        "graduates_from",
    ];
    let others = vec!["hours_per_week", "total_hours", "price_cents", "id", "title", "extends"];
    prop_oneof![3 => select(dates), 2 => select(others)]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => odd().prop_map(Change::Replace),
        16 => any::<Index>().prop_map(Change::Alike),
        4 => (added(), any::<Index>()).prop_map(|(key, value)| Change::Add(key, value)),
        3 => key().prop_map(Change::Rename),
        3 => Just(Change::Remove),
        2 => proptest::option::of(odd()).prop_map(Change::Repeat),
        2 => Just(Change::Reorder),
        1 => select(vec![1_usize, 2, 70]).prop_map(Change::Wrap),
        1 => select(vec![2_usize, 8, 9]).prop_map(Change::Multiply),
    ]
}

pub fn mutation() -> impl Strategy<Value = Mutation> {
    (any::<Index>(), any::<Index>(), change())
        .prop_map(|(value, entry, change)| Mutation { value, entry, change })
        .boxed()
}

impl Mutation {
    pub fn apply(&self, tree: &mut Tree) {
        let place = self.value.index(tree.size());
        let value = tree.nth(place);
        let entry = |length: usize| self.entry.index(length);
        match (&self.change, value) {
            (Change::Replace(odd), value) => *value = Tree::Raw(odd.clone()),
            (Change::Alike(other), Tree::Raw(token)) => (*other.get(alike(token))).clone_into(token),
            (Change::Add(key, value), Tree::Object(entries)) => {
                let value = value.get(if key.ends_with("_on") || *key == "to" { DATES } else { NUMBERS });
                let place = entry(entries.len() + 1);
                entries.insert(place, (format!("\"{key}\""), Tree::Raw((*value).to_owned())));
            }
            (Change::Wrap(levels), value) => {
                *value = (0..*levels).fold(value.clone(), |inner, _| Tree::List(vec![inner]));
            }
            (Change::Rename(key), Tree::Object(entries)) if !entries.is_empty() => {
                let place = entry(entries.len());
                entries[place].0 = (*key).to_owned();
            }
            (Change::Remove, Tree::Object(entries)) if !entries.is_empty() => {
                entries.remove(entry(entries.len()));
            }
            (Change::Remove, Tree::List(items)) if !items.is_empty() => {
                items.remove(entry(items.len()));
            }
            (Change::Repeat(odd), Tree::Object(entries)) if !entries.is_empty() => {
                let (key, value) = entries[entry(entries.len())].clone();
                entries.push((key, odd.clone().map_or(value, Tree::Raw)));
            }
            (Change::Reorder, Tree::Object(entries)) if !entries.is_empty() => {
                let moved = entries.remove(entry(entries.len()));
                entries.insert(0, moved);
            }
            (Change::Multiply(times), Tree::List(items)) if !items.is_empty() => {
                let item = items[entry(items.len())].clone();
                items.extend(std::iter::repeat_n(item, *times));
            }
            _ => {}
        }
    }
}

/// The document with other white space between everything.
pub fn spaced(tree: &Tree) -> String {
    match tree {
        Tree::Raw(token) => format!("\n{token}\t"),
        Tree::List(items) => format!(" [\r\n{} ]", items.iter().map(spaced).collect::<Vec<_>>().join(",")),
        Tree::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("\t{key} :{}", spaced(value))).collect();
            format!("{{ {}}}\n", entries.join(","))
        }
    }
}

/// A change to the text itself, after which it may not be JSON any more.
#[derive(Clone, Debug)]
pub struct Edit {
    place: Index,
    removed: usize,
    added: &'static str,
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let added = select(vec![
        "", "\"", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "\\", "\\u", "\n", "\u{feff}", "\u{0}",
        "é", "nul", "/**/", "'",
    ]);
    (any::<Index>(), 0..3_usize, added).prop_map(|(place, removed, added)| Edit { place, removed, added })
}

impl Edit {
    pub fn apply(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let place = self.place.index(letters.len() + 1);
        let rest = letters.iter().skip(place + self.removed);
        letters[..place].iter().copied().chain(self.added.chars()).chain(rest.copied()).collect()
    }
}
