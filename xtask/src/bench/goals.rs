//! What the library is to reach, as ratios within one run.

/// A goal: how many times as long as the other the one may take, or at least how many times as fast as the other it is to be.
pub struct Goal {
    pub language: &'static str,
    pub task: &'static str,
    /// The subject of the library.
    pub subject: &'static str,
    /// The subject that it is held against.
    pub peer: &'static str,
    pub ratio: Ratio,
}

#[derive(Clone, Copy)]
pub enum Ratio {
    /// The library takes at most so many times as long.
    AtMost(f64),
    /// The library is at least so many times as fast.
    TimesFaster(f64),
}

use Ratio::{AtMost, TimesFaster};

const fn goal(
    [language, task]: [&'static str; 2],
    subject: &'static str,
    peer: &'static str,
    ratio: Ratio,
) -> Goal {
    Goal { language, task, subject, peer, ratio }
}

const STATUS: [&str; 2] = ["rust", "status"];
const PYTHON: [&str; 2] = ["python", "assess"];
const REGISTER: [&str; 2] = ["python", "register"];
const NODE: [&str; 2] = ["node", "status"];

pub const GOALS: &[Goal] = &[
    goal(STATUS, "lssc summary", "plain chrono", AtMost(1.5)),
    goal(STATUS, "lssc summary", "datalogic-rs", TimesFaster(35.0)),
    goal(STATUS, "lssc summary", "zen-engine", TimesFaster(200.0)),
    goal(["rust", "assess"], "lssc assess", "plain chrono", AtMost(15.0)),
    goal(["rust", "bytes"], "lssc request to answer", "serde_json typed reading", AtMost(2.5)),
    goal(["rust", "lines"], "lssc line to status", "serde_json typed reading, plain chrono", AtMost(1.0)),
    goal(PYTHON, "lssc assess, a record, its status", "plain Python, a dict with dates", TimesFaster(12.0)),
    goal(PYTHON, "lssc assess, a dict with dates", "plain Python, a dict with dates", TimesFaster(2.0)),
    goal(REGISTER, "lssc summary_table", "memcpy of the same columns", AtMost(7.0)),
    goal(REGISTER, "lssc summary_table", "polars", TimesFaster(2.5)),
    goal(REGISTER, "lssc summary_table", "numpy", TimesFaster(5.0)),
    goal(REGISTER, "lssc summary_table", "duckdb", TimesFaster(12.0)),
    goal(["python", "import"], "import lssc", "import json", AtMost(3.0)),
    goal(NODE, "lssc summary", "plain JavaScript", TimesFaster(2.0)),
    goal(["node", "bytes"], "lssc summaryJson", "JSON.parse and plain JavaScript, tuned", TimesFaster(3.0)),
    goal(["node", "assess"], "lssc assess", "plain JavaScript", AtMost(6.0)),
];
