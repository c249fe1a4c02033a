//! The smaller rule set in the words of other engines.

mod cel;
mod datalogic;
mod rego;
mod rhai;
mod zen;

use lssc_benches::people::Sample;
use serde_json::Value;

use crate::measure::Subject;
use crate::ready::{self, NOTE};

/// What an engine that has read its rules and its inputs can do.
pub trait Engine {
    /// Evaluates one person. What comes out need not be more than looked at.
    fn evaluate(&mut self, nth: usize);
    /// Evaluates one person and shows the answer.
    fn answer(&mut self, nth: usize) -> Value;
}

pub fn subjects<'a>(people: &[Sample]) -> Vec<Subject<'a>> {
    let inputs: Vec<Value> = people.iter().map(ready::input).collect();
    vec![
        subject("datalogic-rs", people, "", datalogic::Datalogic::of(&inputs)),
        subject("zen-engine", people, "", zen::Zen::of(&inputs)),
        subject("cel", people, "; it has no sum, which is a function of the host's", cel::Cel::of(&inputs)),
        subject("regorus", people, "", rego::Rego::of(&inputs)),
        subject("rhai", people, "", rhai::Rhai::of(&inputs)),
    ]
}

fn subject<'a>(name: &str, people: &[Sample], note: &str, mut engine: impl Engine + 'a) -> Subject<'a> {
    let wrong = (0..people.len()).filter(|&nth| {
        let answer = engine.answer(nth);
        let is_right = ready::is_right(&people[nth], &answer);
        if !is_right && std::env::var_os("LSSC_PEERS_SHOW").is_some() {
            eprintln!("{name}: {answer}\n  {:?}", people[nth].answer);
        }
        !is_right
    });
    let wrong = wrong.count();
    Subject {
        task: "status",
        name: name.to_owned(),
        version: locked(name),
        note: format!("{NOTE}{note}"),
        wrong,
        people: people.len(),
        more: Value::Null,
        evaluate: Box::new(move |range| range.for_each(|nth| engine.evaluate(nth))),
    }
}

/// The version that the lockfile names.
fn locked(name: &str) -> String {
    let lock = include_str!("../Cargo.lock");
    let entry = lock.split(&format!("\nname = \"{name}\"\nversion = \"")).nth(1);
    entry.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}
