//! Reporting a thing twice: whom it helps, whom it does not, and that no hour counts twice (RULES 3.1, 4.3, 4.11).

use lssc_core::rules::renewal::counted_worth;
use lssc_core::{
    Approval, ApprovalParts, Assessment, CompetencySet, Count, CountedActivity, Date, Entries, FeeItem,
    Hours, Period, Policy, Span, Status, Verdict,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::careers::{activity_of, career};
use crate::people::short_of_hours;
use crate::renewing::certified;
use crate::scene::{Scene, date, entries, id, scene};
use crate::theorem::{AtLeast, Said, lived, theorem};

/// The list with one of its entries once more, at the end, so that no entry changes its number.
fn again<T: Clone>(list: &Option<Entries<T>>, place: Index) -> Option<Option<Entries<T>>> {
    let list = list.as_ref().filter(|list| !list.is_empty())?;
    let one = list[place.index(list.len())].clone();
    Some(Some(entries(list.iter().cloned().chain([one]).collect())))
}

/// The assessment without the reasons.
fn decided(scene: &Scene) -> Assessment {
    Assessment { findings: vec![], ..scene.assess() }
}

/// Holds that one entry of a list given twice changes nothing that is decided.
macro_rules! nothing_by {
    ($list:ident, $at_least:expr) => {
        theorem($at_least, (scene(), any::<Index>()), |(scene, place)| {
            let Some(list) = again(&scene.record.$list, place) else { return Ok(Said::Nothing) };
            let mut twice = scene.clone();
            twice.record.$list = list;
            prop_assert_eq!(decided(&scene), decided(&twice));
            Ok(Said::Holds)
        });
    };
}

/// Most people have such a list.
const MOST: AtLeast = AtLeast { met: 400, telling: 0 };

#[test]
fn a_course_reported_twice_changes_nothing() {
    nothing_by!(courses, MOST);
}

#[test]
fn a_degree_reported_twice_changes_nothing() {
    nothing_by!(degrees, MOST);
}

#[test]
fn a_membership_reported_twice_changes_nothing() {
    nothing_by!(ala_membership, MOST);
}

#[test]
fn an_approval_listed_twice_changes_nothing() {
    theorem(MOST, (scene(), any::<Index>()), |(scene, place)| {
        if scene.approvals.is_empty() {
            return Ok(Said::Nothing);
        }
        let one = &scene.approvals[place.index(scene.approvals.len())];
        let one = Approval::new(ApprovalParts { id: id("again"), ..one.into() }).expect("as before");
        let mut twice = scene.clone();
        twice.approvals.push(one);
        prop_assert_eq!(decided(&scene), decided(&twice));
        Ok(Said::Holds)
    });
}

#[test]
fn a_portfolio_reported_twice_changes_nothing_but_what_it_costs() {
    // RULES 4.13: one line per portfolio; a second attempt is charged again.
    theorem(AtLeast { met: 400, telling: 250 }, (scene(), any::<Index>()), |(scene, place)| {
        let Some(list) = again(&scene.record.portfolios, place) else { return Ok(Said::Nothing) };
        let mut twice = scene.clone();
        twice.record.portfolios = list;
        let (mut before, mut after) = (decided(&scene), decided(&twice));
        let lines = |assessment: &Assessment| {
            assessment.fees.lines.iter().filter(|line| line.item == FeeItem::Portfolio).count()
        };
        let known = twice.record.portfolios.iter().flatten().next_back();
        let charged = known.is_some_and(|portfolio| portfolio.submitted_on() <= scene.as_of);
        prop_assert_eq!(lines(&after), lines(&before) + usize::from(charged));
        prop_assert!(before.fees.total_cents <= after.fees.total_cents);
        before.fees.lines.clear();
        after.fees = before.fees.clone();
        before.fees.total_cents = after.fees.total_cents;
        prop_assert_eq!(before, after);
        Ok(Said::with(charged))
    });
}

#[test]
fn a_renewal_reported_twice_is_rejected_and_changes_nothing_else() {
    // Where the windows of two terms do not meet, as in every edition: for another term it is too early.
    theorem(AtLeast { met: 400, telling: 200 }, (career(4), any::<Index>()), |(mut scene, place)| {
        let months = scene.policy.renewal.grace_months.get() + scene.policy.renewal.opens_months_before.get();
        // A day less than the term, for the ends of months (RULES 1.2).
        if months + 1 > 12 * scene.policy.certification.years.get() {
            return Ok(Said::Nothing);
        }
        scene.as_of = Date::MAX;
        let Some(list) = again(&scene.record.renewals, place) else { return Ok(Said::Nothing) };
        let mut twice = scene.clone();
        twice.record.renewals = list;
        let (before, after) = (decided(&scene), decided(&twice));
        prop_assert_eq!(before.certification, after.certification);
        prop_assert_eq!(before.fees, after.fees);
        let (had, has) = (before.renewal.expect("certified"), after.renewal.expect("certified"));
        prop_assert_eq!(&had.accepted, &has.accepted);
        prop_assert_eq!(had.rejected.len() + 1, has.rejected.len());
        prop_assert_eq!(lived(&scene), lived(&twice));
        Ok(Said::with(!has.accepted.is_empty()))
    });
}

/// What all the activities since the certification are worth.
fn worth_of_all(scene: &Scene, certified_on: Date) -> Hours {
    let policy: Policy = scene.policy();
    let activities = scene.record.activities.iter().flatten().map(|activity| activity.counted);
    let counted = activities.filter(|activity: &CountedActivity| {
        activity.completed_on() >= certified_on && activity.completed_on() <= scene.as_of
    });
    counted.filter_map(|activity| counted_worth(activity, &policy.renewal)).fold(Hours::ZERO, Hours::plus)
}

#[test]
fn no_hour_counts_for_two_renewals() {
    // RULES 4.11: what the renewals that were accepted used, at least what was asked for, and what counts now, are all
    // there in activities of their own.
    theorem(AtLeast { met: 300, telling: 100 }, career(5), |scene| {
        let assessment = scene.assess();
        let (Some(renewal), Some(certification)) = (&assessment.renewal, assessment.certification) else {
            return Ok(Said::Nothing);
        };
        let accepted = u32::try_from(renewal.accepted.len()).expect("few");
        if accepted == 0 || renewal.contact_hours.required == Hours::ZERO {
            return Ok(Said::Nothing);
        }
        let used = renewal.contact_hours.required.times(accepted);
        let counted = renewal.contact_hours.counted.expect("activities are answered");
        prop_assert!(used.plus(counted) <= worth_of_all(&scene, certification.certified_on));
        Ok(Said::with(accepted > 1))
    });
}

// What does not hold.

#[test]
fn an_activity_reported_twice_counts_twice() {
    // RULES know no two entries for one: 32 hours on 2016-03-01, in two entries of 16 that are alike in everything.
    let mut scene = certified("2012-06-10", &["2016-03-02"], &["2016-03-01"]);
    scene.as_of = date("2016-08-11");
    let half = activity_of(date("2016-03-01"), 1600, &[CompetencySet::Technology]);
    let status_with = |activities| {
        let mut scene = scene.clone();
        scene.record.activities = Some(entries(activities));
        scene.assess().status
    };
    assert_eq!(status_with(vec![half.clone()]), Status::Lapsed);
    assert_eq!(status_with(vec![half.clone(), half]), Status::Certified);
}

#[test]
fn a_span_of_work_reported_twice_counts_twice() {
    // RULES 4.3: spans may overlap and add up. 910 hours in 2020, twice.
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    let year = Period::new(date("2020-01-01"), Some(date("2020-12-31"))).expect("in order");
    let half = Span::total(year, Hours::whole(910)).expect("fewer than 24 a day");
    scene.record.experience = Some(entries(vec![half.into()]));
    assert_eq!(scene.assess().eligibility.verdict, Verdict::NotMet);
    scene.record.experience = Some(entries(vec![half.into(), half.into()]));
    assert_eq!(scene.assess().eligibility.verdict, Verdict::Met);
}

#[test]
fn where_two_windows_meet_a_renewal_reported_twice_renews_twice() {
    // Under no edition: 36 months of grace and a window of 12, so the last day of the first is a day of the second, and no
    // hours are asked for.
    let mut scene = certified("2012-06-10", &["2019-06-10", "2019-06-10"], &[]);
    scene.policy.id = id("windows-that-meet");
    scene.policy.renewal.grace_months = Count::new(36).expect("up to 100");
    scene.policy.renewal.contact_hours = Hours::ZERO;
    scene.policy.renewal.technology_hours = Hours::ZERO;
    scene.as_of = date("2019-06-10");
    assert_eq!(scene.assess().certification.map(|certification| certification.term), Some(3));
}
