//! Remarks on prices (RULES 4.13).

use super::days::certified_with_terms;
use super::people::{DAY, certified, example, member_since, somebody, with_portfolio};
use super::{Example, Observation, Remark};
use crate::competency::CompetencySet;
use crate::date::Date;
use crate::list::Entries;
use crate::policy::{Policy, Price};
use crate::record::RecordParts;
use crate::rules::certification::term;
use crate::verdict::FeeItem;

pub(super) fn remarks(policy: &Policy, found: &mut Vec<Remark>) {
    for (item, price) in prices(policy).filter(|(_, price)| price.member > price.non_member) {
        let observation = Observation::MemberPaysMore { item, price: price.clone() };
        found.push(Remark::new(observation, paying_for(item, policy)));
    }
    if prices(policy).all(|(_, price)| price.member == price.non_member) {
        let applicant = paying_for(FeeItem::Application, policy);
        found.push(Remark::new(Observation::MembershipChangesNoPrice, applicant));
    }
}

fn prices(policy: &Policy) -> impl Iterator<Item = (FeeItem, &Price)> {
    let fees = &policy.fees;
    let prices = [
        (FeeItem::Application, Some(&fees.application_cents)),
        (FeeItem::Portfolio, Some(&fees.portfolio_cents)),
        (FeeItem::Renewal, fees.renewal_cents.as_ref()),
    ];
    prices.into_iter().filter_map(|(item, price)| Some((item, price?)))
}

/// A member who has to pay for it, beside the application.
fn paying_for(item: FeeItem, policy: &Policy) -> Example {
    let member = |record, as_of: Date| {
        example(RecordParts { ala_membership: Some(member_since(as_of)), ..record }, as_of)
    };
    match item {
        FeeItem::Application => member(RecordParts { applied_on: Some(DAY), ..somebody() }, DAY),
        FeeItem::Portfolio => member(with_portfolio(DAY, CompetencySet::Technology, DAY), DAY),
        FeeItem::Renewal => {
            let on = certified_with_terms(policy, 1);
            let renewed_on = term(on, 1, policy).expires_on;
            member(RecordParts { activities: Some(Entries::default()), ..certified(on, &[]) }, renewed_on)
        }
    }
}
