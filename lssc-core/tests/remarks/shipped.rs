//! What is remarked of the policies that are shipped: nothing that nobody can do, and nothing that is not of use.

use lssc_core::{Edition, Policy, RemarkCode, RemarkKind};

#[test]
fn of_the_shipped_policies_one_thing_is_remarked() {
    let told: Vec<_> = Edition::ALL
        .iter()
        .flat_map(|&edition| {
            let remarks = Policy::from(edition).remarks();
            remarks.into_iter().map(move |remark| (edition, remark.code(), remark.message()))
        })
        .collect();
    let expected = "a portfolio submitted after 2019-01-30 earns nothing, and is charged all the same: $50.00 to members, \
                    $60.00 to others";
    assert_eq!(told, [(Edition::Lssc2019, RemarkCode::PortfolioChargedInVain, expected.to_owned())]);
    assert!(told.iter().all(|(_, code, _)| code.kind() != RemarkKind::Impossible));
}
