//! What people may expect of fair rules, and where the rules as they stand disappoint them: `docs/fairness.md` tells
//! each theorem and each exception in plain words and names the test here that holds it (`xtask/tests/fairness.rs`
//! holds the two together).
//!
//! Each theorem counts the cases that it speaks of, and fails where they are too few. Where a finite world says it all, it
//! is exhausted.

#[path = "fairness/alike.rs"]
mod alike;
#[path = "fairness/answers.rs"]
mod answers;
#[path = "fairness/careers.rs"]
mod careers;
#[path = "fairness/fees.rs"]
mod fees;
#[path = "fairness/later.rs"]
mod later;
#[path = "fairness/more.rs"]
mod more;
#[path = "fairness/order_of_entries.rs"]
mod order_of_entries;
#[path = "fairness/people.rs"]
mod people;
#[path = "fairness/policies.rs"]
mod policies;
#[path = "fairness/policies_that_ask_less_and_refuse.rs"]
mod policies_that_ask_less_and_refuse;
#[path = "fairness/renewing.rs"]
mod renewing;
#[path = "common/scene.rs"]
mod scene;
#[path = "fairness/small_world.rs"]
mod small_world;
#[path = "fairness/theorem.rs"]
mod theorem;
#[path = "fairness/twice.rs"]
mod twice;
