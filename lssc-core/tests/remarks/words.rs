//! What remarks say: a sentence for each, by the numbers of the policy, and the names that programs key on.

use std::collections::BTreeMap;

use lssc_core::{Policy, RemarkCode};
use proptest::prelude::*;

use crate::odd::odd_policy;
use crate::scene::check;

#[test]
fn every_remark_has_a_sentence_and_names_what_it_is_about() {
    let seen = std::cell::RefCell::new(BTreeMap::<RemarkCode, String>::new());
    check(odd_policy(), |parts| {
        let policy = Policy::new(parts).expect("its parameters fit together");
        for remark in policy.remarks() {
            let message = remark.message();
            prop_assert!(message.len() > 30, "{:?}: {}", remark, message);
            prop_assert!(!message.ends_with('.') && !message.contains("  "), "{}", message);
            let is_whole = remark.code() == RemarkCode::SameAsShipped;
            prop_assert_eq!(remark.parameters().is_empty(), is_whole);
            prop_assert_eq!(remark.clause().is_none(), is_whole);
            seen.borrow_mut().insert(remark.code(), message);
        }
        Ok(())
    });
    assert_eq!(seen.into_inner().len(), RemarkCode::ALL.len());
}

#[test]
fn every_code_says_what_to_do() {
    for code in RemarkCode::ALL {
        assert!(code.help().len() > 10, "{code}");
        let is_sorted = RemarkCode::ALL.is_sorted_by_key(|code| code.kind());
        assert!(is_sorted, "the codes stand in the order of their kinds");
    }
}
