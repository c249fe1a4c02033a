//! What a binding hands over when the typed reading of its own values has refused: the same thing as text, so that
//! pointers, codes and sentences have one home (RULES 3.3).

use super::json::StandIns;
use super::{Request, parts, with_every_fault};
use crate::catalog::Catalog;
use crate::fault::Faults;
use crate::policy::Policy;
use crate::record::Record;

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

    /// Reads a request.
    ///
    /// # Errors
    /// Every fault of it, with pointers into the request.
    pub fn request(self) -> Result<Request, Faults> {
        Request::of_text(self.0, StandIns::Allowed)
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
