//! What the library costs beside rules written by hand and beside other rule engines, all in one run: one line of JSON a subject.
//!
//! `lssc-peers [--people FILE] [--quick] [WORD]`; WORD: only tasks and subjects that have it in their names.

mod engines;
mod growth;
mod measure;
mod own;
mod ready;

use std::time::Duration;

use lssc_benches::people::{Sample, people};
use measure::{Effort, Subject};

/// As many as fit into what a processor keeps near, with all that each subject needs of them.
const PEOPLE: usize = 500;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|word| word == "--quick");
    let word = arguments.iter().find(|word| !word.starts_with("--")).cloned().unwrap_or_default();
    let effort = if quick {
        Effort { rounds: 9, slice: Duration::from_millis(2) }
    } else {
        Effort { rounds: 31, slice: Duration::from_millis(20) }
    };
    let people: Vec<Sample> = people(PEOPLE);
    let texts = own::Texts::of(&people);
    let mut subjects = own::subjects(&people, &texts);
    subjects.extend(engines::subjects(&people));
    subjects.retain(|subject| subject.task.contains(&word) || subject.name.contains(&word));
    measure::measure(&mut subjects, effort);
    let mut growing: Vec<Subject<'_>> = growth::subjects();
    growing.retain(|subject| subject.task.contains(&word) || subject.name.contains(&word));
    measure::measure(&mut growing, Effort { slice: effort.slice / 4, ..effort });
}
