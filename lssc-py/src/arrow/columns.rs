//! The columns of an assessed table.

use std::sync::{Arc, OnceLock};

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder,
};
use arrow_array::{Array, ArrayRef, ListArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};
use lssc_core::{Assessment, Date, Faults, Finding, Hours};

/// The bytes of texts after which a batch ends.
const FULL: usize = 32 * 1024 * 1024;
/// The parts of a fault, as in an answer.
const FAULT: [&str; 3] = ["path", "code", "message"];
/// The parts of a finding, its code first.
const FINDING: [&str; 5] = ["code", "rule", "outcome", "path", "message"];

macro_rules! columns {
    ($($name:ident: $builder:ty = $new:expr,)+) => {
        /// The columns, one row an assessment.
        pub struct Columns {
            $($name: $builder,)+
            /// The bytes of the texts of findings.
            weight: usize,
            faults: FaultColumn,
            findings: Option<ListBuilder<StructBuilder>>,
        }

        impl Columns {
            /// No row yet.
            pub fn new(with_findings: bool) -> Self {
                Self { $($name: $new,)+ weight: 0, faults: FaultColumn::default(), findings: with_findings.then(findings) }
            }

            /// The columns by name; none is left.
            pub fn finish(&mut self) -> Vec<(&'static str, ArrayRef)> {
                let mut columns: Vec<(&'static str, ArrayRef)> =
                    vec![$((stringify!($name), Arc::new(self.$name.finish())),)+];
                self.weight = 0;
                columns.push(("faults", self.faults.finish()));
                columns.extend(self.findings.as_mut().map(|one| ("findings", Arc::new(one.finish()) as ArrayRef)));
                columns
            }

            /// A row of which nothing is known.
            fn push_nothing(&mut self) {
                $(self.$name.append_null();)+
                if let Some(findings) = &mut self.findings {
                    findings.append_null();
                }
            }
        }
    };
}

columns! {
    status: StringBuilder = StringBuilder::new(),
    eligibility: StringBuilder = StringBuilder::new(),
    education: StringBuilder = StringBuilder::new(),
    support_staff: StringBuilder = StringBuilder::new(),
    experience: StringBuilder = StringBuilder::new(),
    counted_hours: Float64Builder = Float64Builder::new(),
    required_hours: Float64Builder = Float64Builder::new(),
    shortfall_hours: Float64Builder = Float64Builder::new(),
    earliest_on: Date32Builder = Date32Builder::new(),
    provisional_eligibility: BooleanBuilder = BooleanBuilder::new(),
    deadline: Date32Builder = Date32Builder::new(),
    expired: BooleanBuilder = BooleanBuilder::new(),
    completion: StringBuilder = StringBuilder::new(),
    sets: ListBuilder<StringBuilder> = ListBuilder::new(StringBuilder::new()),
    missing_required: ListBuilder<StringBuilder> = ListBuilder::new(StringBuilder::new()),
    electives_earned: Int32Builder = Int32Builder::new(),
    electives_missing: Int32Builder = Int32Builder::new(),
    completed_on: Date32Builder = Date32Builder::new(),
    certified_since: Date32Builder = Date32Builder::new(),
    term: Int32Builder = Int32Builder::new(),
    term_starts: Date32Builder = Date32Builder::new(),
    expires_on: Date32Builder = Date32Builder::new(),
    provisional_certification: BooleanBuilder = BooleanBuilder::new(),
    renewal: StringBuilder = StringBuilder::new(),
    opens_on: Date32Builder = Date32Builder::new(),
    last_day: Date32Builder = Date32Builder::new(),
    contact_hours: Float64Builder = Float64Builder::new(),
    technology_hours: Float64Builder = Float64Builder::new(),
    total_cents: Int64Builder = Int64Builder::new(),
    next_on: Date32Builder = Date32Builder::new(),
    next_milestone: StringBuilder = StringBuilder::new(),
    unknowns: ListBuilder<StringBuilder> = ListBuilder::new(StringBuilder::new()),
}

type AnyBuilder = Box<dyn arrow_array::builder::ArrayBuilder>;

fn text() -> AnyBuilder {
    Box::new(StringBuilder::new())
}

fn texts(names: &[&str]) -> Fields {
    names.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect()
}

/// The faults of each row: mostly none at all.
#[derive(Default)]
pub struct FaultColumn {
    /// The rows before the first that has one.
    without: usize,
    /// All rows, from the first on that has one.
    faults: Option<ListBuilder<StructBuilder>>,
    /// The bytes of their texts.
    weight: usize,
}

fn no_faults() -> ListBuilder<StructBuilder> {
    ListBuilder::new(StructBuilder::new(texts(&FAULT), FAULT.iter().map(|_| text()).collect()))
}

/// So many rows that have none.
fn faultless(rows: usize) -> ListArray {
    static NONE: OnceLock<ListArray> = OnceLock::new();
    let none = NONE.get_or_init(|| no_faults().finish());
    let DataType::List(field) = none.data_type() else { return none.clone() };
    ListArray::new(field.clone(), OffsetBuffer::new_zeroed(rows), none.values().clone(), None)
}

impl FaultColumn {
    /// Whether the rows so far are enough for one batch: thousands of faults in each of thousands of rows would not fit.
    pub fn is_full(&self) -> bool {
        self.weight > FULL
    }

    /// A row that has none.
    pub fn push_none(&mut self) {
        match &mut self.faults {
            Some(faults) => faults.append(true),
            None => self.without += 1,
        }
    }

    /// The row of a record with faults.
    pub fn push(&mut self, faults: &Faults) {
        let without = self.without;
        let rows = self.faults.get_or_insert_with(|| {
            let mut rows = no_faults();
            (0..without).for_each(|_| rows.append(true));
            rows
        });
        for fault in faults {
            let parts = rows.values();
            push_text(parts, 0, fault.path());
            push_text(parts, 1, fault.code().as_str());
            let message = fault.message();
            push_text(parts, 2, &message);
            parts.append(true);
            self.weight += fault.path().len() + message.len();
        }
        rows.append(true);
    }

    /// The column; no row is left.
    pub fn finish(&mut self) -> ArrayRef {
        let Self { without, faults, .. } = std::mem::take(self);
        Arc::new(faults.map_or_else(|| faultless(without), |mut faults| faults.finish()))
    }
}

fn findings() -> ListBuilder<StructBuilder> {
    let cites = DataType::List(Arc::new(Field::new("item", DataType::Utf8, true)));
    let fields: Vec<Field> = FINDING
        .iter()
        .map(|name| Field::new(*name, DataType::Utf8, true))
        .chain([Field::new("cites", cites, true)])
        .collect();
    let mut builders: Vec<AnyBuilder> = FINDING.iter().map(|_| text()).collect();
    builders.push(Box::new(ListBuilder::new(StringBuilder::new())));
    ListBuilder::new(StructBuilder::new(fields, builders))
}

/// Appends a text to the part of this place. Every builder was made above, so each is what it is asked for as.
fn push_text(parts: &mut StructBuilder, place: usize, text: &str) {
    if let Some(builder) = parts.field_builder::<StringBuilder>(place) {
        builder.append_value(text);
    }
}

/// Appends a finding; returns how long its sentence is.
fn push_finding(parts: &mut StructBuilder, finding: &Finding) -> usize {
    let message = finding.message();
    push_text(parts, 0, finding.code().as_str());
    push_text(parts, 1, finding.rule());
    push_text(parts, 2, finding.outcome().as_str());
    push_text(parts, 3, &finding.path().to_string());
    push_text(parts, 4, &message);
    if let Some(cites) = parts.field_builder::<ListBuilder<StringBuilder>>(FINDING.len()) {
        cites.append_value(finding.cites().iter().map(|cite| Some(cite.as_ref())));
    }
    parts.append(true);
    message.len()
}

/// A small count: sets and terms.
fn count(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl Columns {
    /// Whether the rows so far are enough for one batch.
    pub fn is_full(&self) -> bool {
        self.weight > FULL || self.faults.is_full()
    }

    /// The row of an assessment.
    pub fn push(&mut self, found: &Assessment) {
        self.status.append_value(found.status.as_str());
        self.push_eligibility(found);
        self.deadline.append_option(found.candidacy.map(|part| part.deadline.days_since_1970()));
        self.expired.append_option(found.candidacy.map(|part| part.expired));
        self.push_completion(found);
        self.push_certification(found);
        self.total_cents.append_value(i64::try_from(found.fees.total_cents.get()).unwrap_or(i64::MAX));
        let next = found.next_date();
        self.next_on.append_option(next.map(|next| next.on.days_since_1970()));
        self.next_milestone.append_option(next.map(|next| next.milestone.as_str()));
        self.unknowns.append_value(found.unknowns.iter().map(|pointer| Some(pointer.to_string())));
        self.faults.push_none();
        if let Some(findings) = &mut self.findings {
            for finding in &found.findings {
                self.weight += push_finding(findings.values(), finding);
            }
            findings.append(true);
        }
    }

    fn push_eligibility(&mut self, found: &Assessment) {
        let part = &found.eligibility;
        self.eligibility.append_value(part.verdict.as_str());
        self.education.append_value(part.education.as_str());
        self.support_staff.append_value(part.support_staff.as_str());
        self.experience.append_value(part.experience.verdict.as_str());
        self.counted_hours.append_option(part.experience.counted_hours.map(Hours::to_f64));
        self.required_hours.append_value(part.experience.required_hours.to_f64());
        self.shortfall_hours.append_option(part.experience.shortfall_hours.map(Hours::to_f64));
        self.earliest_on.append_option(part.experience.earliest_on.map(Date::days_since_1970));
        self.provisional_eligibility.append_value(part.provisional);
    }

    fn push_completion(&mut self, found: &Assessment) {
        let part = &found.completion;
        self.completion.append_value(part.verdict.as_str());
        self.sets.append_value(part.credits.counting().map(|credit| Some(credit.set.as_str())));
        self.missing_required.append_value(part.missing_required.iter().map(|set| Some(set.as_str())));
        self.electives_earned.append_value(count(part.electives_earned));
        self.electives_missing.append_value(count(part.electives_missing));
        self.completed_on.append_option(part.completed_on.map(Date::days_since_1970));
    }

    fn push_certification(&mut self, found: &Assessment) {
        let part = found.certification;
        self.certified_since.append_option(part.map(|part| part.certified_on.days_since_1970()));
        self.term.append_option(part.map(|part| count(part.term)));
        self.term_starts.append_option(part.map(|part| part.term_starts.days_since_1970()));
        self.expires_on.append_option(part.map(|part| part.expires_on.days_since_1970()));
        self.provisional_certification.append_option(part.map(|part| part.provisional));
        let part = found.renewal.as_ref();
        self.renewal.append_option(part.map(|part| part.verdict.as_str()));
        self.opens_on.append_option(part.map(|part| part.opens_on.days_since_1970()));
        self.last_day.append_option(part.map(|part| part.last_day.days_since_1970()));
        let counted = |hours: Option<Hours>| hours.map(Hours::to_f64);
        self.contact_hours.append_option(part.and_then(|part| counted(part.contact_hours.counted)));
        self.technology_hours.append_option(part.and_then(|part| counted(part.technology_hours.counted)));
    }

    /// The row of a record with faults.
    pub fn push_faults(&mut self, faults: &Faults) {
        self.faults.push(faults);
        self.push_nothing();
    }
}
