//! What a binding hands over when the typed reading of its own values has refused: the same thing as text, so that
//! pointers, codes and sentences have one home (RULES 3.3).

use super::json::StandIns;
use super::{Question, Request, Terms, compared, parts, program, with_every_fault};
use crate::catalog::Catalog;
use crate::compare::Comparison;
use crate::date::Date;
use crate::fault::{Fault, Faults};
use crate::order::People;
use crate::policy::Policy;
use crate::record::{Record, RecordParts};
use crate::review::Program;

/// JSON text that a binding wrote of values of its language.
///
/// Where JSON cannot hold a value (a time, "not a number", an object of some class), U+001A stands in, followed by a JSON
/// string that says what it is. Such a value is a fault wherever it stands:
///
/// ```
/// use lssc_core::wire::Written;
/// let text = "{\"id\": \"p-001\", \"applied_on\": \u{1a}\"a datetime\"}";
/// let faults = Written(text.as_bytes()).record().unwrap_err();
/// assert_eq!(faults.to_string(), "/applied_on: must be a date, `YYYY-MM-DD`, not a datetime");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Written<'a>(pub &'a [u8]);

impl Written<'_> {
    /// Reads a record.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the record.
    pub fn record(self) -> Result<Record, Faults> {
        with_every_fault(self.0, StandIns::Allowed, parts::record)
    }

    /// Reads a catalog.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the catalog.
    pub fn catalog(self) -> Result<Catalog, Faults> {
        with_every_fault(self.0, StandIns::Allowed, parts::catalog)
    }

    /// Reads a policy: a shipped name, a whole one, or an overlay.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the (merged) policy.
    pub fn policy(self) -> Result<Policy, Faults> {
        with_every_fault(self.0, StandIns::Allowed, parts::policy)
    }

    /// Reads a program, `{"requirements", "courses"}`.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the program.
    pub fn program(self) -> Result<Program, Faults> {
        with_every_fault(self.0, StandIns::Allowed, program)
    }

    /// Reads the list of people of a purchase order.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the list.
    pub fn people(self) -> Result<People, Faults> {
        with_every_fault(self.0, StandIns::Allowed, parts::people)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the request.
    pub fn request(self) -> Result<Request, Faults> {
        with_every_fault(self.0, StandIns::Allowed, Request::read)
    }

    /// Reads what two policies are compared on, and compares: see [`compare`](super::compare).
    ///
    /// # Errors
    /// Every fault of it, with pointers into it.
    pub fn comparison(self) -> Result<Comparison, Faults> {
        with_every_fault(self.0, StandIns::Allowed, compared::read)
    }

    /// Reads `{"catalog", "policy"}`, both optional: what many records are assessed under.
    ///
    /// # Errors
    /// Every fault of it, with pointers as in a request.
    pub fn terms(self) -> Result<Terms, Faults> {
        with_every_fault(self.0, StandIns::Allowed, Terms::read)
    }

    /// Reads `{"record", "as_of"}`: the rest of a request.
    ///
    /// # Errors
    /// Every fault of it, with pointers as in a request.
    pub fn question(self) -> Result<Question, Faults> {
        with_every_fault(self.0, StandIns::Allowed, Question::read)
    }

    /// Reads the part of a record that one page of a form asks for, by its keys. Other keys of a record are another page's matter: they
    /// are neither required nor looked at. What is no key of a record is a fault all the same.
    ///
    /// # Errors
    /// Every fault of that part, with pointers into the record.
    ///
    /// ```
    /// use lssc_core::wire::Written;
    /// let page = Written(br#"{"education": "doctorate", "applied_on": "soon"}"#);
    /// let faults = page.record_part(&|key| ["education", "experience"].contains(&key)).unwrap_err();
    /// let paths: Vec<&str> = faults.iter().map(|fault| fault.path()).collect();
    /// assert_eq!(paths, ["/education"]);
    /// ```
    pub fn record_part(self, is_asked: &dyn Fn(&str) -> bool) -> Result<(), Faults> {
        let Err(faults) = self.record() else { return Ok(()) };
        let is_elsewhere = |fault: &Fault| {
            let key = fault.path().as_bytes().split(|&byte| byte == b'/').nth(1);
            RecordParts::KEYS.iter().any(|other| key == Some(other.as_bytes()) && !is_asked(other))
        };
        let mut faults = Vec::from_iter(faults);
        faults.retain(|fault| !is_elsewhere(fault));
        Faults::none_or(faults)
    }

    /// Reads `{"from", "to"}` and counts the whole days from the one to the other; negative when `to` is earlier. The dates may
    /// be computed ones, outside the range of inputs.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the object.
    ///
    /// ```
    /// use lssc_core::wire::Written;
    /// assert_eq!(Written(br#"{"from": "2024-02-28", "to": "2024-03-01"}"#).days(), Ok(2));
    /// ```
    pub fn days(self) -> Result<i32, Faults> {
        with_every_fault(self.0, StandIns::Allowed, |r, value| {
            let [from, to] = &*r.object(value, &["from", "to"])?;
            let mut date =
                |field| r.required(field, |r, value| r.string(value, "a date, `YYYY-MM-DD`", Date::parse));
            let (from, to) = (date(from), date(to));
            Some(from?.days_until(to?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultCode;

    #[test]
    fn a_stand_in_is_a_fault_wherever_it_stands() {
        let check = |text: &str, expected: &[(&str, FaultCode)]| {
            let text = text.replace('!', "\u{1a}");
            let faults = Written(text.as_bytes()).request().unwrap_err();
            let found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
            assert_eq!(found, expected, "{text}");
        };
        let wrong = FaultCode::WrongType;
        check(r#"!"a set""#, &[("", wrong)]);
        check(r#"{"record": !"a set", "as_of": !"a datetime"}"#, &[("/record", wrong), ("/as_of", wrong)]);
        check(
            r#"{"record": {"id": !"7", "courses": [!"x", {"course": !"y"}]}, "as_of": "2024-01-01"}"#,
            &[
                ("/record/id", wrong),
                ("/record/courses/0", wrong),
                ("/record/courses/1/completed_on", FaultCode::Missing),
                ("/record/courses/1/course", wrong),
            ],
        );
        check(
            r#"{"record": {"id": "p"}, "as_of": "2024-01-01", "policy": {"extends": "lssc-faq", "id": "x", "fees": {"renewal_cents": !"a, \"b\" ]}"}}}"#,
            &[("/policy/fees/renewal_cents", wrong)],
        );
        check(r#"{"record": !7}"#, &[("", FaultCode::BadJson)]);
    }

    #[test]
    fn text_from_outside_has_no_stand_ins() {
        let text = "{\"id\": \u{1a}\"x\"}";
        assert_eq!(Record::from_json(text.as_bytes()).unwrap_err()[0].code(), FaultCode::BadJson);
        assert_eq!(Written(text.as_bytes()).record().unwrap_err()[0].code(), FaultCode::WrongType);
        assert!(Written(b"{\"id\": \"x\"}").record().is_ok());
    }
}
