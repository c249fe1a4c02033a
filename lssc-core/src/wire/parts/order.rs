//! The people of a purchase order, read with every fault (RULES 6.2).

use super::{Field, Reader, Value};
use crate::fault::Problem;
use crate::list::{Entries, MAX_ENTRIES};
use crate::order::{People, Person, repeated};
use crate::text::{Email, Name, Text};

/// A list of people, no email twice.
pub(crate) fn people(r: &mut Reader, value: Value<'_>) -> Option<People> {
    let faults = r.count();
    let (mut people, mut emails) = (Vec::new(), Vec::new());
    r.each(value, (0, MAX_ENTRIES), &mut |r, item| {
        let read = person(r, item);
        people.extend(read.person);
        emails.push(read.email);
    })?;
    let repeated = repeated(&mut emails.iter().map(|email| email.as_ref().map(|(email, _)| email)));
    for ((email, place), is_repeated) in emails.iter().zip(0..).zip(repeated) {
        if let (Some((email, value)), true) = (email, is_repeated) {
            let problem = Problem::duplicate(email.as_str());
            r.within_entry(place, |r| r.within("email", |r| r.fault(*value, problem)));
        }
    }
    (r.count() == faults).then(|| People::of_checked(Entries::of_checked(people)))
}

/// One entry of the list: the person, and the email with its place, each if it is right.
#[derive(Default)]
struct Read<'a> {
    person: Option<Person>,
    email: Option<(Email, Value<'a>)>,
}

fn person<'a>(r: &mut Reader, value: Value<'a>) -> Read<'a> {
    let Some(fields) = r.object(value, Person::KEYS) else {
        return Read::default();
    };
    let [name, email, ala_member] = &*fields;
    let email_at = email.answered();
    let name = text(r, name).and_then(|text| r.catch(name, Name::try_from(text)));
    let email = text(r, email).and_then(|text| r.catch(email, Email::try_from(text)));
    let ala_member = r.required(ala_member, Reader::bool);
    let person = || Some(Person { name: name?, email: email.clone()?, ala_member: ala_member? });
    Read { person: person(), email: email.clone().zip(email_at) }
}

/// What a name or an email is before it is looked at as such.
fn text(r: &mut Reader, field: &Field<'_>) -> Option<Text> {
    r.required(field, Reader::text)
}

#[cfg(test)]
mod tests {
    use crate::fault::FaultCode;
    use crate::wire::json::{self, StandIns};
    use crate::wire::read::Reader;

    /// In a request, the pointers start at the request.
    #[test]
    fn a_fault_names_the_person_and_the_key() {
        let text = br#"{"people": [{"name": "", "email": "a@b"}, {"ala_member": 1, "name": "B", "email": "A@B"}, null]}"#;
        let mut reader = Reader::of_length(text.len());
        let document = json::check(text, StandIns::Refused).unwrap();
        let [people] = &*reader.object(document, &["people"]).unwrap();
        assert_eq!(reader.required(people, super::people), None);
        let faults = reader.take();
        let found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
        assert_eq!(
            found,
            [
                ("/people/0/ala_member", FaultCode::Missing),
                ("/people/0/name", FaultCode::BadText),
                ("/people/1/ala_member", FaultCode::WrongType),
                ("/people/1/email", FaultCode::Duplicate),
                ("/people/2", FaultCode::WrongType),
            ]
        );
    }
}
