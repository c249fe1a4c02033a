//! The bundled people: what each one's story shows. Records allow no keys of their own, so the titles stand here.

use lssc_core::Date;

use crate::input::Source;

/// The records of the stories.
pub const PEOPLE: Source =
    Source::Bundled { name: "people.jsonl", text: include_bytes!("people.jsonl"), is_lines: true };

/// The courses and agreements they speak of: real ones, with approval dates made up where none is published.
pub const CATALOG: Source =
    Source::Bundled { name: "catalog.json", text: include_bytes!("catalog.json"), is_lines: false };

/// The day as of which the stories are told.
pub fn told_on() -> Date {
    Date::new(2026, 11, 22).unwrap_or(Date::MAX)
}

const TITLES: [(&str, &str); 12] = [
    ("amara-half-time", "half-time worker who reaches 1820 hours next spring"),
    ("ben-volunteer", "all hours as a volunteer, and they count"),
    ("chloe-librarian", "a librarian's position, whatever the years in it"),
    ("diego-graduate", "graduate under a recognition agreement, short of hours"),
    ("elena-bundle", "two courses that give one set together"),
    ("farah-two-years", "a course finished two years before its approval, and one a day earlier"),
    ("hana-late-portfolio", "handed in before the deadline, evaluated after it"),
    ("ines-leap-day", "certified on a 29 February"),
    ("june-in-grace", "hours done, renewal not made, and the term is over"),
    ("kofi-half-an-hour", "renewed late, and rejected for 31.5 hours"),
    ("lena-third-term", "certified since 2012, on a third term, which has no grace"),
    ("milo-half-filled", "a form left half filled in"),
];

/// The title of a bundled person's story.
pub fn title(id: &str) -> Option<&'static str> {
    TITLES.iter().find(|(name, _)| *name == id).map(|&(_, title)| title)
}
