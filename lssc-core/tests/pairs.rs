//! For every compound condition of the rules, and each single condition in it, two inputs that differ in that one alone, and
//! what the answers show of it: the tables in `pairs/tables`.
//!
//! That no condition lacks its pairs, `xtask/tests/pairs.rs` checks; that a pair does what it says, `cargo xtask pairs`.

#[path = "pairs/ask.rs"]
mod ask;

use std::path::Path;

#[test]
fn each_pair_shows_what_its_single_condition_decides() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let (pairs, excused) = ask::tables(&folder);
    let mut wrong = Vec::new();
    for pair in &pairs {
        let found = pair.asked.each_ref().map(|asked| ask::seen(asked, &pair.at));
        if found != pair.is || found[0] == found[1] {
            let [base, changed] = &pair.asked;
            let [place, condition, single] = &pair.name;
            wrong.push(format!(
                "{place}: {condition}\n  the pair of {single} ({})\n  {} is {} and {}, not {} and {}\n  {base}\n  {changed}",
                pair.shows, pair.at, found[0], found[1], pair.is[0], pair.is[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs:\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
    for (constant, reason) in pairs.iter().flat_map(|pair| &pair.untold) {
        assert!(["true", "false"].contains(&&**constant), "{constant} is no constant of a condition");
        assert!(
            reason.as_str().is_some_and(|reason| reason.len() > 20),
            "{constant} has no reason: {reason}"
        );
    }
    for excused in &excused {
        assert!(excused.reason.len() > 20, "{:?} has no pair, and no reason why", excused.name);
    }
}
