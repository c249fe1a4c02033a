//! The columns of a table of summaries: kept as plain values, and made into arrays once a piece is done.

use std::sync::{Arc, OnceLock};

use arrow_array::types::{ArrowPrimitiveType, Date32Type, Float64Type};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, PrimitiveArray, StringArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{Field, Fields};
use lssc_core::{Date, Faults, Hours, Milestone, Status, Summary, Verdict};

use super::columns::FaultColumn;

/// Values that may be null.
struct Optional<T> {
    values: Vec<T>,
    known: Vec<bool>,
}

impl<T: ArrowNativeType> Optional<T> {
    fn new(rows: usize) -> Self {
        Self { values: Vec::with_capacity(rows), known: Vec::with_capacity(rows) }
    }

    fn push(&mut self, value: Option<T>) {
        self.known.push(value.is_some());
        self.values.push(value.unwrap_or_default());
    }

    fn nulls(&self) -> Option<NullBuffer> {
        nulls(&self.known)
    }

    fn finish<A: ArrowPrimitiveType<Native = T>>(self) -> ArrayRef {
        let nulls = self.nulls();
        Arc::new(PrimitiveArray::<A>::new(self.values.into(), nulls))
    }
}

fn nulls(known: &[bool]) -> Option<NullBuffer> {
    if known.iter().all(|&known| known) {
        return None;
    }
    Some(NullBuffer::new(BooleanBuffer::collect_bool(known.len(), |row| known[row])))
}

/// Names by their places, `NONE` where there is none.
type Places = Vec<u8>;
const NONE: u8 = u8::MAX;

/// Names as texts. Those of the core are few and short.
fn texts(places: &Places, names: &[&str], nulls: Option<NullBuffer>) -> ArrayRef {
    let name = |place: u8| names.get(usize::from(place)).copied().unwrap_or_default();
    let length = places.iter().map(|&place| name(place).len()).sum();
    let (mut bytes, mut offsets) = (Vec::with_capacity(length), Vec::with_capacity(places.len() + 1));
    offsets.push(0);
    for &place in places {
        bytes.extend_from_slice(name(place).as_bytes());
        // A piece has far less than 2 GiB of names.
        offsets.push(i32::try_from(bytes.len()).unwrap_or(i32::MAX));
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Arc::new(StringArray::new(offsets, Buffer::from_vec(bytes), nulls))
}

/// The columns of the rows so far.
pub struct Summaries {
    faults: FaultColumn,
    is_summed: Vec<bool>,
    status: Places,
    eligibility: Places,
    counted_hours: Optional<f64>,
    deadline: Optional<i32>,
    completion: Places,
    completed_on: Optional<i32>,
    /// The columns of a certification are null together.
    is_certified: Vec<bool>,
    certified_since: Vec<i32>,
    term: Vec<i32>,
    expires_on: Vec<i32>,
    provisional: Vec<bool>,
    renewal: Places,
    opens_on: Vec<i32>,
    last_day: Vec<i32>,
    contact_hours: Optional<f64>,
    technology_hours: Optional<f64>,
    total_cents: Vec<i64>,
    next_on: Optional<i32>,
    next_milestone: Places,
}

impl Summaries {
    /// No row yet, and room for so many.
    pub fn new(rows: usize) -> Self {
        Self {
            faults: FaultColumn::default(),
            is_summed: Vec::with_capacity(rows),
            status: Vec::with_capacity(rows),
            eligibility: Vec::with_capacity(rows),
            counted_hours: Optional::new(rows),
            deadline: Optional::new(rows),
            completion: Vec::with_capacity(rows),
            completed_on: Optional::new(rows),
            is_certified: Vec::with_capacity(rows),
            certified_since: Vec::with_capacity(rows),
            term: Vec::with_capacity(rows),
            expires_on: Vec::with_capacity(rows),
            provisional: Vec::with_capacity(rows),
            renewal: Vec::with_capacity(rows),
            opens_on: Vec::with_capacity(rows),
            last_day: Vec::with_capacity(rows),
            contact_hours: Optional::new(rows),
            technology_hours: Optional::new(rows),
            total_cents: Vec::with_capacity(rows),
            next_on: Optional::new(rows),
            next_milestone: Vec::with_capacity(rows),
        }
    }

    /// The fields that they become, all of which may be null.
    pub fn fields() -> &'static Fields {
        static FIELDS: OnceLock<Fields> = OnceLock::new();
        FIELDS.get_or_init(|| {
            let own = Self::new(0).finish();
            own.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect()
        })
    }

    /// Whether the rows so far are enough for one batch.
    pub fn is_full(&self) -> bool {
        self.faults.is_full()
    }

    /// The row of a summary.
    pub fn push(&mut self, found: &Summary) {
        self.faults.push_none();
        self.is_summed.push(true);
        self.push_part(Some(found));
    }

    /// The row of a record with faults.
    pub fn push_faults(&mut self, faults: &Faults) {
        self.faults.push(faults);
        self.is_summed.push(false);
        self.push_part(None);
    }

    fn push_part(&mut self, found: Option<&Summary>) {
        let days = |date: Option<Date>| date.map(Date::days_since_1970);
        let hours = |hours: Option<Hours>| hours.map(Hours::to_f64);
        self.status.push(found.map_or(NONE, |found| found.status as u8));
        self.eligibility.push(found.map_or(NONE, |found| found.eligibility as u8));
        self.counted_hours.push(hours(found.and_then(|found| found.counted_hours)));
        self.deadline.push(days(found.and_then(|found| found.deadline)));
        self.completion.push(found.map_or(NONE, |found| found.completion as u8));
        self.completed_on.push(days(found.and_then(|found| found.completed_on)));
        let part = found.and_then(|found| found.certification.as_ref());
        let day = |date: Option<Date>| date.map_or(0, Date::days_since_1970);
        self.is_certified.push(part.is_some());
        self.certified_since.push(day(part.map(|part| part.certified_on)));
        self.term.push(part.map_or(0, |part| i32::try_from(part.term).unwrap_or(i32::MAX)));
        self.expires_on.push(day(part.map(|part| part.expires_on)));
        self.provisional.push(part.is_some_and(|part| part.provisional));
        self.renewal.push(part.map_or(NONE, |part| part.renewal as u8));
        self.opens_on.push(day(part.map(|part| part.opens_on)));
        self.last_day.push(day(part.map(|part| part.last_day)));
        self.contact_hours.push(hours(part.and_then(|part| part.contact_hours)));
        self.technology_hours.push(hours(part.and_then(|part| part.technology_hours)));
        let cents = found.map_or(0, |found| found.total_cents.get());
        self.total_cents.push(i64::try_from(cents).unwrap_or(i64::MAX));
        let next = found.and_then(|found| found.next_date);
        self.next_on.push(next.map(|next| next.on.days_since_1970()));
        self.next_milestone.push(next.map_or(NONE, |next| next.milestone as u8));
    }

    /// The columns by name.
    pub fn finish(mut self) -> Vec<(&'static str, ArrayRef)> {
        let (summed, certified, next) =
            (nulls(&self.is_summed), nulls(&self.is_certified), self.next_on.nulls());
        let verdicts =
            |places: &Places, nulls: &Option<NullBuffer>| texts(places, Verdict::NAMES, nulls.clone());
        let dates =
            |values: Vec<i32>| Arc::new(Date32Array::new(values.into(), certified.clone())) as ArrayRef;
        let provisional = BooleanBuffer::from(self.provisional);
        vec![
            ("status", texts(&self.status, Status::NAMES, summed.clone())),
            ("eligibility", verdicts(&self.eligibility, &summed)),
            ("counted_hours", self.counted_hours.finish::<Float64Type>()),
            ("deadline", self.deadline.finish::<Date32Type>()),
            ("completion", verdicts(&self.completion, &summed)),
            ("completed_on", self.completed_on.finish::<Date32Type>()),
            ("certified_since", dates(self.certified_since)),
            ("term", Arc::new(Int32Array::new(self.term.into(), certified.clone()))),
            ("expires_on", dates(self.expires_on)),
            ("provisional_certification", Arc::new(BooleanArray::new(provisional, certified.clone()))),
            ("renewal", verdicts(&self.renewal, &certified)),
            ("opens_on", dates(self.opens_on)),
            ("last_day", dates(self.last_day)),
            ("contact_hours", self.contact_hours.finish::<Float64Type>()),
            ("technology_hours", self.technology_hours.finish::<Float64Type>()),
            ("total_cents", Arc::new(Int64Array::new(self.total_cents.into(), summed))),
            ("next_on", self.next_on.finish::<Date32Type>()),
            ("next_milestone", texts(&self.next_milestone, Milestone::NAMES, next)),
            ("faults", self.faults.finish()),
        ]
    }
}
