//! Where two JSON texts say something else.

use serde::Serialize;

use super::json::{Kind, StandIns, Value, check};
use super::write::quote;

/// A place at which two JSON texts say something else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Difference {
    /// The pointer to it.
    pub path: String,
    /// The JSON there in the text that was kept; `None` where it has nothing there.
    pub kept: Option<String>,
    /// The JSON there now; `None` where there is nothing.
    pub now: Option<String>,
}

/// Where they differ, in the order of the first. The order of keys makes no difference.
pub(crate) fn differences(kept: &str, now: &str) -> Vec<Difference> {
    let read = |text| check(str::as_bytes(text), StandIns::Refused).ok();
    let mut found = Vec::new();
    compare(&mut String::new(), read(kept), read(now), &mut found);
    found
}

/// Walks both; a checked text is no deeper than RULES 3.3 has it.
fn compare(path: &mut String, kept: Option<Value<'_>>, now: Option<Value<'_>>, found: &mut Vec<Difference>) {
    match (kept, now) {
        (Some(kept), Some(now)) if is(kept, now, Kind::Object) => {
            let new = now.entries().filter(|(key, _)| kept.get(key).is_none());
            let new: Vec<_> = new.map(|(key, value)| (key, None, Some(value))).collect();
            let old = kept.entries().map(|(key, value)| {
                let value_now = now.get(&key);
                (key, Some(value), value_now)
            });
            for (key, kept, now) in old.chain(new) {
                let key = key.replace('~', "~0").replace('/', "~1");
                within(path, &key, |path| compare(path, kept, now, found));
            }
        }
        (Some(kept), Some(now)) if is(kept, now, Kind::Array) => {
            let (mut kept, mut now) = (kept.items(), now.items());
            let pairs = std::iter::from_fn(|| {
                let pair = (kept.next(), now.next());
                (pair.0.is_some() || pair.1.is_some()).then_some(pair)
            });
            for (index, (kept, now)) in pairs.enumerate() {
                within(path, &index.to_string(), |path| compare(path, kept, now, found));
            }
        }
        (kept, now) => {
            let text = |value: Option<Value<'_>>| value.map(|value| compact(value));
            let (kept, now) = (text(kept), text(now));
            if kept != now {
                found.push(Difference { path: path.clone(), kept, now });
            }
        }
    }
}

fn is(kept: Value<'_>, now: Value<'_>, kind: Kind) -> bool {
    kept.kind() == kind && now.kind() == kind
}

fn within(path: &mut String, key: &str, inside: impl FnOnce(&mut String)) {
    let before = path.len();
    path.push('/');
    path.push_str(key);
    inside(path);
    path.truncate(before);
}

/// The JSON of a value as this library writes it: no white space, no escape that is not needed; numbers as they are.
pub(crate) fn compact(value: Value<'_>) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: Value<'_>) {
    match (value.kind(), value.as_str()) {
        (_, Some(text)) => quote(out, &text),
        (Kind::Object, None) => {
            out.push('{');
            for (nth, (key, value)) in value.entries().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                quote(out, &key);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
        (Kind::Array, None) => {
            out.push('[');
            for (nth, value) in value.items().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                write(out, value);
            }
            out.push(']');
        }
        _ => out.push_str(value.raw()),
    }
}
