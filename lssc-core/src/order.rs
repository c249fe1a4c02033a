//! The purchase order by which an institution pays for several people at once (RULES 6.2, FAQ 22).

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::date::Date;
use crate::fault::{Fault, Faults, Problem, named_enum};
use crate::list::{self, Entries};
use crate::object::object;
use crate::policy::Policy;
use crate::quantity::Cents;
use crate::rules::fees;
use crate::text::{Email, Name};
use crate::verdict::Basis;

object! {
    /// Somebody for whom an institution pays the application (RULES 6.2, FAQ 22).
    pub struct Person {
        /// The name.
        required name: Name,
        /// The email address, by which the program knows the person.
        required email: Email,
        /// Whether the person is an ALA member on the day of the order.
        required ala_member: bool,
    }
}

/// The people of a purchase order: at most 4096, no email twice, whatever the case of its ASCII letters (RULES 6.2).
///
/// Reads as a list of [`Person`].
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct People(Entries<Person>);

impl People {
    /// These people, in this order.
    ///
    /// # Errors
    /// A `duplicate` at each later one of an email (`/2/email`).
    pub fn new(people: Entries<Person>) -> Result<Self, Faults> {
        Self::check(&people)?;
        Ok(Self(people))
    }

    /// People whose emails differ.
    pub(crate) fn of_checked(people: Entries<Person>) -> Self {
        debug_assert_eq!(Self::check(&people), Ok(()));
        Self(people)
    }

    fn check(people: &[Person]) -> Result<(), Faults> {
        let repeated = repeated(&mut people.iter().map(|person| Some(&person.email)));
        let again = people.iter().zip(0..).zip(repeated).filter(|(_, is_repeated)| *is_repeated);
        let fault = |((person, place), _): ((&Person, i32), bool)| {
            Fault::new(format!("/{place}/email"), Problem::duplicate(person.email.as_str()))
        };
        Faults::none_or(again.map(fault).collect())
    }
}

/// For each of these emails whether it repeats an earlier one; `None` stands for one that is faulty itself.
pub(crate) fn repeated(emails: &mut dyn Iterator<Item = Option<&Email>>) -> Vec<bool> {
    let folded: Vec<_> = emails.map(|email| email.map(|email| email.as_str().to_ascii_lowercase())).collect();
    list::repeated(&mut folded.iter().map(Option::as_deref))
}

impl Deref for People {
    type Target = [Person];

    fn deref(&self) -> &[Person] {
        &self.0
    }
}

impl Serialize for People {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for People {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Entries::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
crate::object::schema_of!(People, "People", Entries<Person>);

/// One person's application, as it stands on a purchase order (RULES 6.2).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// The name.
    pub name: Name,
    /// The email address.
    pub email: Email,
    /// At which price; membership is always answered here, so it is never assumed.
    pub basis: Basis,
    /// The amount.
    pub amount_cents: Cents,
}

/// A purchase order (RULES 6.2, FAQ 22). Serializes to its lines and its total (RULES 8).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Order {
    /// The day of the order.
    #[serde(skip)]
    pub as_of: Date,
    #[serde(skip)]
    state: OrderState,
    /// One line each, in the order in which the people were given.
    pub lines: Vec<OrderLine>,
    /// All lines.
    pub total_cents: Cents,
}

/// The purchase order for these people on this day: one application each, at the price of the policy (RULES 6.2). No people
/// make an empty order.
///
/// ```
/// use lssc_core::{Date, OrderState, People, Policy, order};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let people = People::from_json(
///     br#"[
///         {"name": "Pat Doe", "email": "pat@library.example", "ala_member": true},
///         {"name": "Sam Roe", "email": "sam@library.example", "ala_member": false}
///     ]"#,
/// )?;
/// let mut order = order(&people, &Policy::default(), Date::new(2024, 6, 30)?);
/// assert_eq!(order.total_cents.to_string(), "$675.00");
///
/// order.step(OrderState::OrderReceived)?;
/// let skipped = order.step(OrderState::Paid).unwrap_err();
/// assert_eq!(skipped.to_string(), "an order that is `order-received` becomes `invoiced` next, not `paid`");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn order(people: &People, policy: &Policy, as_of: Date) -> Order {
    let lines: Vec<OrderLine> = people.iter().map(|person| line(person, policy)).collect();
    let total_cents = lines.iter().fold(Cents::ZERO, |sum, line| sum.plus(line.amount_cents));
    Order { as_of, state: OrderState::Applied, lines, total_cents }
}

fn line(person: &Person, policy: &Policy) -> OrderLine {
    let basis = if person.ala_member { Basis::Member } else { Basis::NonMember };
    let amount_cents = fees::price(&policy.fees.application_cents, basis);
    OrderLine { name: person.name.clone(), email: person.email.clone(), basis, amount_cents }
}

impl Order {
    /// How far it has come; a new one is `applied`.
    #[must_use]
    pub const fn state(&self) -> OrderState {
        self.state
    }

    /// Takes it one step on.
    ///
    /// # Errors
    /// [`StepError`] for any other step than the next one; the order stays where it is.
    pub fn step(&mut self, to: OrderState) -> Result<(), StepError> {
        self.state = self.state.step(to)?;
        Ok(())
    }
}

named_enum! {
    /// How far a purchase order has come (RULES 6.2, FAQ 22).
    OrderState, "the state of an order" {
        /// The people have applied, to be paid for by the institution.
        Applied = "applied",
        /// The purchase order has come in.
        OrderReceived = "order-received",
        /// The institution has been sent the invoice.
        Invoiced = "invoiced",
        /// The institution has paid.
        Paid = "paid",
        /// The accounts of the people are active.
        Active = "active",
    }
}

impl OrderState {
    /// The state that follows; `None` after the last one.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Applied => Some(Self::OrderReceived),
            Self::OrderReceived => Some(Self::Invoiced),
            Self::Invoiced => Some(Self::Paid),
            Self::Paid => Some(Self::Active),
            Self::Active => None,
        }
    }

    /// The state one step on, which must be `to`.
    ///
    /// # Errors
    /// [`StepError`] where `to` is another state: a later one, an earlier one, or the same.
    pub fn step(self, to: Self) -> Result<Self, StepError> {
        match self.next() {
            Some(expected) if expected == to => Ok(to),
            Some(expected) => Err(StepError::NotNext { from: self, to, expected }),
            None => Err(StepError::Ended { from: self, to }),
        }
    }
}

/// A step that an order cannot take: it moves one state at a time, forward (RULES 6.2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Error)]
pub enum StepError {
    /// Another step comes first.
    #[error("an order that is `{from}` becomes `{expected}` next, not `{to}`")]
    NotNext {
        /// Where the order is.
        from: OrderState,
        /// Where it was to go.
        to: OrderState,
        /// Where it can go.
        expected: OrderState,
    },
    /// No step follows.
    #[error("an order that is `{from}` has taken every step and does not become `{to}`")]
    Ended {
        /// Where the order is: at the last state.
        from: OrderState,
        /// Where it was to go.
        to: OrderState,
    },
}
