//! Summaries without text in between, for servers: a record comes in packed, or as JSON that is read in one go, and what is
//! decided goes out as numbers at a fixed place. What is refused here is asked again in the other way, which says why.

use std::cell::{Cell, RefCell};

use lssc_core::wire::{self, Question};
use lssc_core::{CertificationSummary, Date, Hours, Summary};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Terms;

/// The bytes of a day as it is written.
const DAY: usize = 10;
/// How many numbers a summary comes to.
const NUMBERS: usize = 19;

thread_local! {
    static DESK: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static NUMBERS_OUT: Cell<[f64; NUMBERS]> = const { Cell::new([0.0; NUMBERS]) };
}

/// Where so many bytes can be put; they stay there until more are asked for.
#[wasm_bindgen]
#[must_use]
pub fn desk(length: usize) -> *const u8 {
    DESK.with_borrow_mut(|desk| {
        if desk.len() < length {
            desk.resize(length, 0);
        }
        desk.as_ptr()
    })
}

/// Where the numbers of a summary stand.
#[wasm_bindgen]
#[must_use]
pub fn numbers() -> *const f64 {
    NUMBERS_OUT.with(|numbers| numbers.as_ptr().cast())
}

#[wasm_bindgen]
impl Terms {
    /// The summary of what is packed on the desk, so many bytes of it; false where that says nothing.
    #[must_use]
    pub fn summary_packed(&self, length: usize) -> bool {
        self.sum(length, wire::packed_question)
    }

    /// The summary of a day and the JSON of a record on the desk, likewise.
    #[must_use]
    pub fn summary_text(&self, length: usize) -> bool {
        self.sum(length, |bytes| {
            let (day, json) = bytes.split_at_checked(DAY)?;
            let as_of = std::str::from_utf8(day).ok()?.parse().ok()?;
            Some(Question { record: wire::quick_record(json)?, as_of })
        })
    }
}

impl Terms {
    fn sum(&self, length: usize, read: fn(&[u8]) -> Option<Question>) -> bool {
        let Ok(terms) = &self.0 else { return false };
        let question = DESK.with_borrow(|desk| read(desk.get(..length)?));
        let summary = question.map(|question| terms.summary(&question));
        NUMBERS_OUT.set(summary.map_or([0.0; NUMBERS], |summary| of(&summary)));
        summary.is_some()
    }
}

/// A summary in numbers: a choice by its place among all, a day by its parts, and what there is not as NaN.
fn of(summary: &Summary) -> [f64; NUMBERS] {
    let Summary {
        status,
        eligibility,
        counted_hours,
        deadline,
        completion,
        completed_on,
        certification,
        total_cents,
        next_date,
    } = *summary;
    let term = |number: fn(CertificationSummary) -> f64| certification.map_or(f64::NAN, number);
    [
        place(status as u32),
        place(eligibility as u32),
        hours(counted_hours),
        day(deadline),
        place(completion as u32),
        day(completed_on),
        term(|term| day(Some(term.certified_on))),
        term(|term| place(term.term)),
        term(|term| day(Some(term.opens_on))),
        term(|term| day(Some(term.expires_on))),
        term(|term| day(Some(term.last_day))),
        term(|term| place(term.provisional.into())),
        term(|term| place(term.renewal as u32)),
        term(|term| hours(term.contact_hours)),
        term(|term| hours(term.technology_hours)),
        cents(total_cents.get()),
        day(next_date.map(|next| next.on)),
        next_date.map_or(f64::NAN, |next| place(next.milestone as u32)),
        next_date.map_or(f64::NAN, |next| place(next.in_days)),
    ]
}

fn place(number: u32) -> f64 {
    number.into()
}

fn hours(hours: Option<Hours>) -> f64 {
    hours.map_or(f64::NAN, Hours::to_f64)
}

/// Year, month and day, each with its bits.
fn day(date: Option<Date>) -> f64 {
    let parts = |date: Date| (date.year() << 9) | (date.month() << 5 | date.day()).cast_signed();
    date.map_or(f64::NAN, |date| parts(date).into())
}

#[expect(clippy::cast_precision_loss, reason = "no fees come near 2^53 cents")]
fn cents(cents: u64) -> f64 {
    cents as f64
}
