//! Cells of Arrow tables as [`Node`]s.

use std::convert::Infallible;

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::{
    date32_to_datetime, date64_to_datetime, timestamp_ms_to_datetime, timestamp_ns_to_datetime,
    timestamp_s_to_datetime, timestamp_us_to_datetime,
};
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, TimeUnit};

use crate::node::{Node, Seen, beyond};

/// One row of a column.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    column: &'a dyn Array,
    row: usize,
}

impl<'a> Cell<'a> {
    /// A whole row.
    pub fn of_row(columns: &'a StructArray, row: usize) -> Self {
        Self { column: columns, row }
    }

    fn items(column: &'a ArrayRef, rows: std::ops::Range<usize>) -> Seen<'a, Self> {
        Seen::List(rows.map(|row| Self { column: &**column, row }).collect())
    }

    fn text(&self) -> Option<&'a str> {
        let (column, row) = (self.column, self.row);
        match column.data_type() {
            DataType::Utf8 => Some(column.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row)),
            DataType::Utf8View => Some(column.as_string_view().value(row)),
            _ => None,
        }
    }

    fn number(&self) -> Option<Seen<'a, Self>> {
        let (column, row) = (self.column, self.row);
        let signed = |number: i64| u64::try_from(number).map_or_else(|_| beyond(true, true), Seen::Whole);
        Some(match column.data_type() {
            DataType::Int8 => signed(column.as_primitive::<Int8Type>().value(row).into()),
            DataType::Int16 => signed(column.as_primitive::<Int16Type>().value(row).into()),
            DataType::Int32 => signed(column.as_primitive::<Int32Type>().value(row).into()),
            DataType::Int64 => signed(column.as_primitive::<Int64Type>().value(row)),
            DataType::UInt8 => Seen::Whole(column.as_primitive::<UInt8Type>().value(row).into()),
            DataType::UInt16 => Seen::Whole(column.as_primitive::<UInt16Type>().value(row).into()),
            DataType::UInt32 => Seen::Whole(column.as_primitive::<UInt32Type>().value(row).into()),
            DataType::UInt64 => Seen::Whole(column.as_primitive::<UInt64Type>().value(row)),
            // 7.1 as 32 bits is meant as 7.1: the shortest digits that give it back, not those of the wider number.
            DataType::Float32 => {
                let number = column.as_primitive::<Float32Type>().value(row);
                float(number.to_string().parse().unwrap_or(f64::NAN))
            }
            DataType::Float64 => float(column.as_primitive::<Float64Type>().value(row)),
            DataType::Decimal32(..) => {
                Seen::Decimal(column.as_primitive::<Decimal32Type>().value_as_string(row))
            }
            DataType::Decimal64(..) => {
                Seen::Decimal(column.as_primitive::<Decimal64Type>().value_as_string(row))
            }
            DataType::Decimal128(..) => {
                Seen::Decimal(column.as_primitive::<Decimal128Type>().value_as_string(row))
            }
            DataType::Decimal256(..) => {
                Seen::Decimal(column.as_primitive::<Decimal256Type>().value_as_string(row))
            }
            _ => return None,
        })
    }

    /// A day; a point in time is one if it has no time zone and no time of day, as days come from spreadsheets and pandas.
    fn day(&self) -> Option<Seen<'a, Self>> {
        let (column, row) = (self.column, self.row);
        let time = match column.data_type() {
            DataType::Date32 => date32_to_datetime(column.as_primitive::<Date32Type>().value(row)),
            DataType::Date64 => date64_to_datetime(column.as_primitive::<Date64Type>().value(row)),
            DataType::Timestamp(_, Some(_)) => {
                return Some(Seen::Other("a time with a time zone".into()));
            }
            DataType::Timestamp(TimeUnit::Second, None) => {
                timestamp_s_to_datetime(column.as_primitive::<TimestampSecondType>().value(row))
            }
            DataType::Timestamp(TimeUnit::Millisecond, None) => {
                timestamp_ms_to_datetime(column.as_primitive::<TimestampMillisecondType>().value(row))
            }
            DataType::Timestamp(TimeUnit::Microsecond, None) => {
                timestamp_us_to_datetime(column.as_primitive::<TimestampMicrosecondType>().value(row))
            }
            DataType::Timestamp(TimeUnit::Nanosecond, None) => {
                timestamp_ns_to_datetime(column.as_primitive::<TimestampNanosecondType>().value(row))
            }
            _ => return None,
        };
        Some(match time {
            Some(time) if time.time() == Default::default() => Seen::Text(time.date().to_string().into()),
            Some(_) => Seen::Other("a date with a time of day".into()),
            None => Seen::Other("a date beyond the calendar".into()),
        })
    }

    /// The value that a dictionary has for the row.
    fn of_dictionary(&self) -> Seen<'a, Self> {
        let dictionary = self.column.as_any_dictionary();
        let key = Self { column: dictionary.keys(), row: self.row }.number();
        let Some(Seen::Whole(key)) = key else { return Seen::Null };
        let Ok(row) = usize::try_from(key) else { return Seen::Null };
        Self { column: &**dictionary.values(), row }.seen()
    }

    fn list(&self) -> Option<Seen<'a, Self>> {
        let (column, row) = (self.column, self.row);
        let place = |offset: i64| usize::try_from(offset).unwrap_or_default();
        Some(match column.data_type() {
            DataType::List(_) => {
                let list = column.as_list::<i32>();
                let offsets = list.value_offsets();
                Self::items(list.values(), place(offsets[row].into())..place(offsets[row + 1].into()))
            }
            DataType::LargeList(_) => {
                let list = column.as_list::<i64>();
                let offsets = list.value_offsets();
                Self::items(list.values(), place(offsets[row])..place(offsets[row + 1]))
            }
            DataType::ListView(_) => {
                let list = column.as_list_view::<i32>();
                let start = place(list.value_offsets()[row].into());
                Self::items(list.values(), start..start + place(list.value_sizes()[row].into()))
            }
            DataType::LargeListView(_) => {
                let list = column.as_list_view::<i64>();
                let start = place(list.value_offsets()[row]);
                Self::items(list.values(), start..start + place(list.value_sizes()[row]))
            }
            DataType::FixedSizeList(_, size) => {
                let list = column.as_fixed_size_list();
                let start = list.value_offset_at(row);
                Self::items(list.values(), start..start + place((*size).into()))
            }
            _ => return None,
        })
    }

    fn object(&self) -> Option<Seen<'a, Self>> {
        let columns = self.column.as_struct_opt()?;
        let entries = columns.fields().iter().zip(columns.columns());
        Some(Seen::Object(
            entries
                .map(|(field, column)| {
                    (field.name().as_str().into(), Self { column: &**column, row: self.row })
                })
                .collect(),
        ))
    }
}

fn float<'a, N>(value: f64) -> Seen<'a, N> {
    if value.is_finite() {
        Seen::Float(value)
    } else if value.is_nan() {
        Seen::Other("NaN".into())
    } else {
        Seen::Other("an infinite number".into())
    }
}

impl<'a> Cell<'a> {
    fn seen(&self) -> Seen<'a, Self> {
        if self.column.is_null(self.row) {
            return Seen::Null;
        }
        match self.column.data_type() {
            DataType::Null => Seen::Null,
            DataType::Boolean => Seen::Bool(self.column.as_boolean().value(self.row)),
            DataType::Dictionary(..) => self.of_dictionary(),
            other => {
                let seen = self.text().map(|text| Seen::Text(text.into()));
                let seen = seen.or_else(|| self.number()).or_else(|| self.day());
                let seen = seen.or_else(|| self.list()).or_else(|| self.object());
                seen.unwrap_or_else(|| Seen::Other(format!("a value of the Arrow type {other}").into()))
            }
        }
    }
}

impl Node for Cell<'_> {
    type Error = Infallible;

    fn look(&self) -> Result<Seen<'_, Self>, Infallible> {
        Ok(self.seen())
    }
}
