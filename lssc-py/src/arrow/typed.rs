//! Records read straight from typed columns: what the types of a batch have to say is looked up once, and each row becomes a
//! record by the core's constructors. A row that is odd in any way, and a batch with a type that is not met here, is left to the
//! reader of cells, which takes whatever can be taken and finds every fault.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type,
};
use arrow_array::{
    Array, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array,
    LargeStringArray, StringArray, StringViewArray, StructArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use lssc_core::{
    Activity, ActivityUnit, CompetencySet, CompetencySets, CountedActivity, CourseCompletion, Date, Degree,
    Education, Entries, Experience, Hours, Id, MAX_ENTRIES, MAX_ID, MAX_TEXT, Outcome, OutcomeName, Period,
    Portfolio, Record, RecordParts, Renewal, Span,
};

/// What is left to the reader of cells.
pub struct Odd;

type Taken<T> = Result<T, Odd>;

/// The columns of a batch, by the key they are of.
type Named<'a> = Vec<(&'a str, &'a dyn Array)>;

fn odd<E>(_: E) -> Odd {
    Odd
}

/// A column of one type; none where there is no such column.
struct Column<'a, T>(Option<(T, Option<&'a NullBuffer>)>);

impl<'a, T> Column<'a, T> {
    fn absent() -> Self {
        Self(None)
    }

    fn of(array: &'a dyn Array, values: T) -> Self {
        Self(Some((values, array.nulls().filter(|nulls| nulls.null_count() > 0))))
    }

    /// The values, unless the row is null.
    fn at(&self, row: usize) -> Option<&T> {
        let (values, nulls) = self.0.as_ref()?;
        if nulls.is_some_and(|nulls| nulls.is_null(row)) { None } else { Some(values) }
    }
}

/// How a column of one kind is seen.
trait Kind<'a>: Sized {
    /// The values of an array, if it is of a type that is met here.
    fn of(array: &'a dyn Array) -> Option<Self>;

    /// The column of this key, which is taken from those that are left.
    fn take(named: &mut Named<'a>, key: &str) -> Taken<Column<'a, Self>> {
        let Some(place) = named.iter().position(|(name, _)| *name == key) else {
            return Ok(Column::absent());
        };
        let (_, array) = named.swap_remove(place);
        if *array.data_type() == DataType::Null {
            return Ok(Column::absent());
        }
        Self::of(array).map(|values| Column::of(array, values)).ok_or(Odd)
    }
}

enum Texts<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
}

impl<'a> Kind<'a> for Texts<'a> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string()),
            DataType::LargeUtf8 => Self::Large(array.as_string()),
            DataType::Utf8View => Self::View(array.as_string_view()),
            _ => return None,
        })
    }
}

impl<'a> Texts<'a> {
    fn text(&self, row: usize) -> &'a str {
        match self {
            Self::Small(texts) => texts.value(row),
            Self::Large(texts) => texts.value(row),
            Self::View(texts) => texts.value(row),
        }
    }
}

/// A name of the core, as text or as a key into a dictionary of them.
enum Names<'a, T> {
    Texts(Texts<'a>),
    Dictionary(Keys<'a>, Vec<Option<T>>),
}

enum Keys<'a> {
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
}

impl Keys<'_> {
    fn place(&self, row: usize) -> Option<usize> {
        match self {
            Self::I8(keys) => usize::try_from(keys[row]).ok(),
            Self::I16(keys) => usize::try_from(keys[row]).ok(),
            Self::I32(keys) => usize::try_from(keys[row]).ok(),
            Self::I64(keys) => usize::try_from(keys[row]).ok(),
            Self::U8(keys) => Some(keys[row].into()),
            Self::U16(keys) => Some(keys[row].into()),
            Self::U32(keys) => usize::try_from(keys[row]).ok(),
        }
    }
}

impl<'a> Kind<'a> for Keys<'a> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Int8 => Self::I8(array.as_primitive::<Int8Type>().values()),
            DataType::Int16 => Self::I16(array.as_primitive::<Int16Type>().values()),
            DataType::Int32 => Self::I32(array.as_primitive::<Int32Type>().values()),
            DataType::Int64 => Self::I64(array.as_primitive::<Int64Type>().values()),
            DataType::UInt8 => Self::U8(array.as_primitive::<UInt8Type>().values()),
            DataType::UInt16 => Self::U16(array.as_primitive::<UInt16Type>().values()),
            DataType::UInt32 => Self::U32(array.as_primitive::<UInt32Type>().values()),
            _ => return None,
        })
    }
}

impl<'a, T: Copy + std::str::FromStr> Kind<'a> for Names<'a, T> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        let Some(dictionary) = array.as_any_dictionary_opt() else {
            return Texts::of(array).map(Self::Texts);
        };
        let (keys, values) = (Keys::of(dictionary.keys())?, &**dictionary.values());
        let texts = Texts::of(values)?;
        // What has no name is odd only in the rows that have it; so is a null.
        let name = |place| if values.is_null(place) { None } else { texts.text(place).parse().ok() };
        Some(Self::Dictionary(keys, (0..values.len()).map(name).collect()))
    }
}

impl<T: Copy + std::str::FromStr> Names<'_, T> {
    fn name(&self, row: usize) -> Taken<T> {
        match self {
            Self::Texts(texts) => texts.text(row).parse().map_err(odd),
            Self::Dictionary(keys, names) => {
                keys.place(row).and_then(|place| names.get(place).copied().flatten()).ok_or(Odd)
            }
        }
    }
}

enum Days<'a> {
    Days(&'a Date32Array),
    Texts(Texts<'a>),
}

impl<'a> Kind<'a> for Days<'a> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        match array.data_type() {
            DataType::Date32 => Some(Self::Days(array.as_primitive::<Date32Type>())),
            _ => Texts::of(array).map(Self::Texts),
        }
    }
}

impl Days<'_> {
    fn day(&self, row: usize) -> Taken<Date> {
        match self {
            Self::Days(days) => Date::from_days_since_1970(days.value(row)).map_err(odd),
            Self::Texts(texts) => texts.text(row).parse().map_err(odd),
        }
    }
}

enum Amounts<'a> {
    Floats(&'a Float64Array),
    Whole(&'a Int64Array),
    Short(&'a Int32Array),
    /// Decimal numbers of two places.
    Hundredths(&'a Decimal128Array),
}

impl<'a> Kind<'a> for Amounts<'a> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Float64 => Self::Floats(array.as_primitive::<Float64Type>()),
            DataType::Int64 => Self::Whole(array.as_primitive::<Int64Type>()),
            DataType::Int32 => Self::Short(array.as_primitive::<Int32Type>()),
            DataType::Decimal128(_, 2) => Self::Hundredths(array.as_primitive::<Decimal128Type>()),
            _ => return None,
        })
    }
}

impl Amounts<'_> {
    fn hours(&self, row: usize) -> Taken<Hours> {
        match self {
            Self::Floats(floats) => Hours::from_f64(floats.value(row), Hours::ZERO, Hours::MAX).map_err(odd),
            Self::Whole(whole) => u32::try_from(whole.value(row)).map(Hours::whole).map_err(odd),
            Self::Short(whole) => u32::try_from(whole.value(row)).map(Hours::whole).map_err(odd),
            Self::Hundredths(decimals) => {
                u64::try_from(decimals.value(row)).map(Hours::from_hundredths).map_err(odd)
            }
        }
    }
}

impl<'a> Kind<'a> for &'a BooleanArray {
    fn of(array: &'a dyn Array) -> Option<Self> {
        array.as_boolean_opt()
    }
}

/// A value that may be left out.
fn optional<T, U>(
    column: &Column<'_, T>,
    row: usize,
    value: impl FnOnce(&T) -> Taken<U>,
) -> Taken<Option<U>> {
    column.at(row).map(value).transpose()
}

/// A value that must be there.
fn required<T, U>(column: &Column<'_, T>, row: usize, value: impl FnOnce(&T) -> Taken<U>) -> Taken<U> {
    column.at(row).ok_or(Odd).and_then(value)
}

/// Lists: where those of each row are.
enum Offsets<'a> {
    Small(&'a [i32]),
    Large(&'a [i64]),
}

impl Offsets<'_> {
    fn rows(&self, row: usize) -> Taken<Range<usize>> {
        let (from, to) = match self {
            Self::Small(offsets) => (offsets[row].into(), offsets[row + 1].into()),
            Self::Large(offsets) => (offsets[row], offsets[row + 1]),
        };
        Ok(usize::try_from(from).map_err(odd)?..usize::try_from(to).map_err(odd)?)
    }
}

struct Lists<'a, E> {
    offsets: Offsets<'a>,
    /// Whether an entry itself is null, which is odd.
    nulls: Option<&'a NullBuffer>,
    entries: E,
}

/// What the entries of a list are read by.
trait OfEntries<'a>: Sized {
    fn of(values: &'a dyn Array) -> Option<Self>;
}

impl<'a, E: OfEntries<'a>> Kind<'a> for Lists<'a, E> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        let (offsets, values) = match array.data_type() {
            DataType::List(_) => {
                let lists = array.as_list::<i32>();
                (Offsets::Small(lists.value_offsets()), &**lists.values())
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>();
                (Offsets::Large(lists.value_offsets()), &**lists.values())
            }
            _ => return None,
        };
        let nulls = values.nulls().filter(|nulls| nulls.null_count() > 0);
        Some(Self { offsets, nulls, entries: E::of(values)? })
    }
}

impl<E> Lists<'_, E> {
    /// The entries of a row, each read by itself.
    fn entries<T>(&self, row: usize, read: impl Fn(&E, usize) -> Taken<T>) -> Taken<Entries<T>> {
        let rows = self.offsets.rows(row)?;
        let mut entries = Vec::with_capacity(rows.len());
        for place in rows {
            if self.nulls.is_some_and(|nulls| nulls.is_null(place)) {
                return Err(Odd);
            }
            entries.push(read(&self.entries, place)?);
        }
        entries.try_into().map_err(odd)
    }
}

/// The columns of entries that are structs, where each is one of these keys.
macro_rules! entries {
    ($($name:ident { $($field:ident $(= $key:literal)?: $kind:ty,)+ })+) => {$(
        struct $name<'a> {
            $($field: Column<'a, $kind>,)+
        }

        impl<'a> OfEntries<'a> for $name<'a> {
            fn of(values: &'a dyn Array) -> Option<Self> {
                let values: &StructArray = values.as_struct_opt()?;
                let fields = values.fields().iter().map(|field| field.name().as_str());
                let mut named: Named<'a> = fields.zip(values.columns().iter().map(|column| &**column)).collect();
                let entries = Self { $($field: <$kind>::take(&mut named, entries!(@key $field $($key)?)).ok()?,)+ };
                named.is_empty().then_some(entries)
            }
        }
    )+};
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

entries! {
    Work {
        from: Days<'a>,
        to: Days<'a>,
        hours_per_week: Amounts<'a>,
        total_hours: Amounts<'a>,
        volunteer: &'a BooleanArray,
        library: Texts<'a>,
    }
    Stretches {
        from: Days<'a>,
        to: Days<'a>,
    }
    Completions {
        course: Texts<'a>,
        completed_on: Days<'a>,
    }
    Submissions {
        set: Names<'a, CompetencySet>,
        submitted_on: Days<'a>,
        outcome: Names<'a, OutcomeName>,
        evaluated_on: Days<'a>,
    }
    Graduations {
        agreement: Texts<'a>,
        graduated_on: Days<'a>,
    }
    Renewed {
        renewed_on: Days<'a>,
    }
    Learned {
        completed_on: Days<'a>,
        quantity: Amounts<'a>,
        unit: Names<'a, ActivityUnit>,
        sets: Lists<'a, Names<'a, CompetencySet>>,
        title: Texts<'a>,
    }
}

impl<'a, T: Copy + std::str::FromStr> OfEntries<'a> for Names<'a, T> {
    fn of(values: &'a dyn Array) -> Option<Self> {
        Kind::of(values)
    }
}

/// A text that is surely short enough: no rule looks into it, so that it is not copied.
fn check_text(text: &str) -> Taken<()> {
    if text.len() <= MAX_TEXT { Ok(()) } else { Err(Odd) }
}

impl Work<'_> {
    fn read(&self, row: usize) -> Taken<Experience> {
        let from = required(&self.from, row, |days| days.day(row))?;
        let to = optional(&self.to, row, |days| days.day(row))?;
        let period = Period::new(from, to).map_err(odd)?;
        let weekly = optional(&self.hours_per_week, row, |hours| hours.hours(row))?;
        let total = optional(&self.total_hours, row, |hours| hours.hours(row))?;
        let span = match (weekly, total) {
            (Some(hours), None) => Span::weekly(period, hours),
            (None, Some(hours)) => Span::total(period, hours),
            _ => return Err(Odd),
        };
        optional(&self.library, row, |texts| check_text(texts.text(row)))?;
        Ok(Experience {
            span: span.map_err(odd)?,
            volunteer: self.volunteer.at(row).map(|values| values.value(row)),
            library: None,
        })
    }
}

impl Stretches<'_> {
    fn read(&self, row: usize) -> Taken<Period> {
        let from = required(&self.from, row, |days| days.day(row))?;
        let to = optional(&self.to, row, |days| days.day(row))?;
        Period::new(from, to).map_err(odd)
    }
}

impl Completions<'_> {
    fn read(&self, row: usize) -> Taken<CourseCompletion> {
        Ok(CourseCompletion {
            course: required(&self.course, row, |texts| texts.text(row).parse().map_err(odd))?,
            completed_on: required(&self.completed_on, row, |days| days.day(row))?,
        })
    }
}

impl Submissions<'_> {
    fn read(&self, row: usize) -> Taken<Portfolio> {
        let set = required(&self.set, row, |names| names.name(row))?;
        let submitted_on = required(&self.submitted_on, row, |days| days.day(row))?;
        let outcome = required(&self.outcome, row, |names| names.name(row))?;
        let evaluated_on = optional(&self.evaluated_on, row, |days| days.day(row))?;
        let outcome = match (outcome, evaluated_on) {
            (OutcomeName::Pending, None) => Outcome::Pending,
            (OutcomeName::Achieved, Some(on)) => Outcome::Achieved(on),
            (OutcomeName::NotAchieved, Some(on)) => Outcome::NotAchieved(on),
            _ => return Err(Odd),
        };
        Portfolio::new(set, submitted_on, outcome).map_err(odd)
    }
}

impl Graduations<'_> {
    fn read(&self, row: usize) -> Taken<Degree> {
        Ok(Degree {
            agreement: required(&self.agreement, row, |texts| texts.text(row).parse().map_err(odd))?,
            graduated_on: required(&self.graduated_on, row, |days| days.day(row))?,
        })
    }
}

impl Renewed<'_> {
    fn read(&self, row: usize) -> Taken<Renewal> {
        Ok(Renewal { renewed_on: required(&self.renewed_on, row, |days| days.day(row))? })
    }
}

impl Learned<'_> {
    fn read(&self, row: usize) -> Taken<Activity> {
        let completed_on = required(&self.completed_on, row, |days| days.day(row))?;
        let quantity = required(&self.quantity, row, |hours| hours.hours(row))?;
        let unit = required(&self.unit, row, |names| names.name(row))?;
        let sets = required(&self.sets, row, |lists| lists.sets(row))?;
        optional(&self.title, row, |texts| check_text(texts.text(row)))?;
        let counted = CountedActivity::new(completed_on, quantity, unit, sets).map_err(odd)?;
        Ok(Activity { counted, title: None })
    }
}

impl Lists<'_, Names<'_, CompetencySet>> {
    fn sets(&self, row: usize) -> Taken<CompetencySets> {
        let rows = self.offsets.rows(row)?;
        if rows.len() > MAX_ENTRIES {
            return Err(Odd);
        }
        rows.map(|place| {
            let is_null = self.nulls.is_some_and(|nulls| nulls.is_null(place));
            if is_null { Err(Odd) } else { self.entries.name(place) }
        })
        .collect()
    }
}

/// The columns of a batch.
pub struct Rows<'a> {
    /// The id of every record that is made: whose it is, no rule asks. One for each batch, so that no two threads count its users.
    nobody: Id,
    id: Column<'a, Texts<'a>>,
    education: Column<'a, Names<'a, Education>>,
    position_requires_mls: Column<'a, &'a BooleanArray>,
    experience: Column<'a, Lists<'a, Work<'a>>>,
    ala_membership: Column<'a, Lists<'a, Stretches<'a>>>,
    applied_on: Column<'a, Days<'a>>,
    admitted_on: Column<'a, Days<'a>>,
    certified_on: Column<'a, Days<'a>>,
    courses: Column<'a, Lists<'a, Completions<'a>>>,
    portfolios: Column<'a, Lists<'a, Submissions<'a>>>,
    degrees: Column<'a, Lists<'a, Graduations<'a>>>,
    renewals: Column<'a, Lists<'a, Renewed<'a>>>,
    activities: Column<'a, Lists<'a, Learned<'a>>>,
}

impl<'a> Rows<'a> {
    /// The columns by their keys, if all are of types that are met here.
    pub fn of(mut named: Vec<(&'a str, &'a dyn Array)>) -> Taken<Self> {
        let named = &mut named;
        let rows = Self {
            nobody: "-".parse().map_err(odd)?,
            id: Kind::take(named, "id")?,
            education: Kind::take(named, "education")?,
            position_requires_mls: Kind::take(named, "position_requires_mls")?,
            experience: Kind::take(named, "experience")?,
            ala_membership: Kind::take(named, "ala_membership")?,
            applied_on: Kind::take(named, "applied_on")?,
            admitted_on: Kind::take(named, "admitted_on")?,
            certified_on: Kind::take(named, "certified_on")?,
            courses: Kind::take(named, "courses")?,
            portfolios: Kind::take(named, "portfolios")?,
            degrees: Kind::take(named, "degrees")?,
            renewals: Kind::take(named, "renewals")?,
            activities: Kind::take(named, "activities")?,
        };
        if named.is_empty() { Ok(rows) } else { Err(Odd) }
    }

    /// The record of a row, as far as the rules look at it: without its id, and without the texts that only people read.
    pub fn record(&self, row: usize) -> Taken<Record> {
        required(&self.id, row, |texts| check_id(texts.text(row)))?;
        let day = |column: &Column<'_, Days<'_>>| optional(column, row, |days| days.day(row));
        Record::new(RecordParts {
            education: optional(&self.education, row, |names| names.name(row))?,
            position_requires_mls: self.position_requires_mls.at(row).map(|values| values.value(row)),
            experience: optional(&self.experience, row, |lists| lists.entries(row, Work::read))?,
            ala_membership: optional(&self.ala_membership, row, |lists| lists.entries(row, Stretches::read))?,
            applied_on: day(&self.applied_on)?,
            admitted_on: day(&self.admitted_on)?,
            certified_on: day(&self.certified_on)?,
            courses: optional(&self.courses, row, |lists| lists.entries(row, Completions::read))?,
            portfolios: optional(&self.portfolios, row, |lists| lists.entries(row, Submissions::read))?,
            degrees: optional(&self.degrees, row, |lists| lists.entries(row, Graduations::read))?,
            renewals: optional(&self.renewals, row, |lists| lists.entries(row, Renewed::read))?,
            activities: optional(&self.activities, row, |lists| lists.entries(row, Learned::read))?,
            ..RecordParts::new(self.nobody.clone())
        })
        .map_err(odd)
    }
}

/// Most ids are short and of plain characters; the others the core looks at.
fn check_id(id: &str) -> Taken<()> {
    if (1..=MAX_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    id.parse::<Id>().map(|_| ()).map_err(odd)
}
