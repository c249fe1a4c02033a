//! The cheapest way to complete what is missing (RULES 6.4).
//!
//! Each set is bought by itself, so the cheapest whole is made of the cheapest offer for each set; what could be saved by
//! one course that serves two sets is left to the reader.

use serde::Serialize;

use crate::case::Case;
use crate::catalog::{Approval, Catalog};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::policy::{CreditPolicy, Policy};
use crate::quantity::Cents;
use crate::record::Record;
use crate::rules::credit::completion_window;
use crate::text::Id;
use crate::verdict::Route;

/// One set, and by what it is bought (RULES 6.4).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanItem {
    /// The set.
    pub set: CompetencySet,
    /// By course or by portfolio.
    pub route: Route,
    /// The approval whose courses give it, all of them together; none for a portfolio.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub approval: Option<Id>,
    /// What it costs: the provider's price of the whole approval, or the program's of a portfolio.
    pub amount_cents: Cents,
}

/// What to buy at one kind of prices (RULES 6.4).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Purchase {
    /// Required sets in set order, then electives, cheapest first.
    pub items: Vec<PlanItem>,
    /// The items together.
    pub total_cents: Cents,
}

/// The cheapest way to complete what is missing, for somebody who is an ALA member and for somebody who is not
/// (RULES 6.4).
///
/// Serializes to the bytes of the specification.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// At the prices of everybody else.
    pub as_non_member: Purchase,
    /// At the prices of ALA members.
    pub as_member: Purchase,
    /// What membership saves; negative where members pay more.
    pub membership_saves_cents: i64,
    /// The sets missing that nothing on offer gives: required ones, then, where the electives on offer are too few, each
    /// elective without an offer; both in set order. Where there are any, the items do not complete the requirements.
    pub unavailable: Vec<CompetencySet>,
}

/// The cheapest way to complete on that day what is missing (RULES 6.4, FAQ 8, 10, 21): a pure function of its arguments.
///
/// What is missing is what credits that count leave open at `as_of`, whatever the status; with nothing missing, the plan
/// is empty. On offer for a set are its approvals in force at `as_of` that have a price, and a portfolio, unless
/// `credit.last_portfolio_on` is before `as_of`. An approval is bought whole, even where some of its courses are done. Of
/// two offers at one price a course is taken before a portfolio, then the earlier set, then the lower approval id by code
/// point.
///
/// ```
/// use lssc_core::{Catalog, Policy, Record, plan};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "admitted_on": "2024-01-15"}"#)?;
/// let catalog = Catalog::from_json(
///     br#"{"approvals": [{"id": "a-1", "set": "technology", "courses": ["nku-tech"],
///                         "approved_on": "2023-09-01", "price_cents": 4500}]}"#,
/// )?;
/// let plan = plan(&record, &catalog, &Policy::default(), "2024-06-30".parse()?);
/// // The course, and five portfolios.
/// assert_eq!(plan.as_non_member.items.len(), 6);
/// assert_eq!(plan.as_non_member.total_cents.to_string(), "$345.00");
/// assert_eq!(plan.as_member.total_cents.to_string(), "$295.00");
/// assert_eq!(plan.membership_saves_cents, 5000);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn plan(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Plan {
    let completion = Case { record, catalog, policy, as_of }.completion();
    let earned = completion.credits.counting().map(|credit| credit.set).collect();
    let wanted = Wanted {
        required: completion.missing_required,
        electives: policy.completion.electives.sets().without(earned),
        electives_needed: completion.electives_missing,
    };
    let offers = Offers { catalog, policy, as_of };
    let prices = &policy.fees.portfolio_cents;
    let [as_non_member, as_member] =
        [prices.non_member, prices.member].map(|portfolio| wanted.purchase(&offers, portfolio));
    Plan {
        membership_saves_cents: cents_between(as_member.total_cents, as_non_member.total_cents),
        // What is on offer is the same for members and for everybody else.
        unavailable: wanted.unavailable(&as_member),
        as_non_member,
        as_member,
    }
}

/// How much more `to` is than `from`; negative when it is less.
pub(crate) fn cents_between(from: Cents, to: Cents) -> i64 {
    let signed = |cents: Cents| i64::try_from(cents.get()).unwrap_or(i64::MAX);
    signed(to).saturating_sub(signed(from))
}

/// What is missing.
#[derive(Clone, Copy)]
struct Wanted {
    required: CompetencySets,
    /// The electives without a credit that counts, from which to choose.
    electives: CompetencySets,
    /// How many to choose; 0 when they suffice.
    electives_needed: u32,
}

impl Wanted {
    fn purchase(self, offers: &Offers<'_>, portfolio: Cents) -> Purchase {
        let mut purchase = Purchase { items: Vec::new(), total_cents: Cents::ZERO };
        let mut buy = |offer: Offer<'_>| {
            purchase.total_cents = purchase.total_cents.plus(offer.amount_cents);
            purchase.items.push(offer.item());
        };
        let cheapest = |sets: CompetencySets| sets.iter().filter_map(|set| offers.cheapest(set, portfolio));
        cheapest(self.required).for_each(&mut buy);
        // The sets are few, and a sort would be more code than all of this.
        let mut electives: Vec<Offer<'_>> = cheapest(self.electives).collect();
        for _ in 0..self.electives_needed {
            let Some(offer) = electives.iter().copied().min() else { break };
            electives.retain(|other| other.set != offer.set);
            buy(offer);
        }
        purchase
    }

    fn unavailable(self, purchase: &Purchase) -> Vec<CompetencySet> {
        let bought: CompetencySets = purchase.items.iter().map(|item| item.set).collect();
        let (required, electives) = (self.required.without(bought), self.electives.without(bought));
        let chosen = self.electives.and(bought);
        // Too few have been bought only where all on offer have.
        let electives =
            if u32::from(chosen.len()) < self.electives_needed { electives } else { CompetencySets::NONE };
        let mut unavailable: Vec<CompetencySet> = required.iter().collect();
        unavailable.extend(electives.iter());
        unavailable
    }
}

/// What is sold on a day.
struct Offers<'a> {
    catalog: &'a Catalog,
    policy: &'a Policy,
    as_of: Date,
}

/// Something that gives a set. The order is the one in which offers are preferred, so the fields stand in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Offer<'a> {
    amount_cents: Cents,
    route: Route,
    set: CompetencySet,
    approval: Option<&'a Id>,
}

impl<'a> Offers<'a> {
    fn cheapest(&self, set: CompetencySet, portfolio: Cents) -> Option<Offer<'a>> {
        let Self { catalog, policy, as_of } = *self;
        let of_set = catalog.approvals().iter().filter(move |approval| approval.set == set);
        let open = of_set.filter(move |approval| is_open(approval, &policy.credit, as_of));
        let courses = open.filter_map(move |approval| {
            let (amount_cents, approval) = (approval.price_cents?, Some(&approval.id));
            Some(Offer { amount_cents, route: Route::Course, set, approval })
        });
        let takes_portfolios = policy.credit.last_portfolio_on.is_none_or(|last_on| as_of <= last_on);
        let portfolio = Offer { amount_cents: portfolio, route: Route::Portfolio, set, approval: None };
        let course = courses.min();
        if takes_portfolios { Some(course.map_or(portfolio, |course| course.min(portfolio))) } else { course }
    }
}

impl Offer<'_> {
    fn item(self) -> PlanItem {
        let Self { amount_cents, route, set, approval } = self;
        PlanItem { set, route, approval: approval.cloned(), amount_cents }
    }
}

/// Whether courses finished on that day earn the approval's set that day (RULES 4.5).
pub(crate) fn is_open(approval: &Approval, policy: &CreditPolicy, on: Date) -> bool {
    approval.approved_on <= on && completion_window(approval, policy).contains(on)
}
