//! A stream of assessed batches: pulled from the stream of the source, a piece at a time.

use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use lssc_core::wire::Written;
use lssc_core::{Faults, Record};
use serde::Deserialize;

use super::cell::Cell;
use super::columns::Columns;
use crate::node::{Refusal, Strict, write};
use crate::setting::Setting;

/// How many rows are assessed at a time by one thread: what bounds the memory that a stream takes.
const PIECE: usize = 8192;

/// How the rows of a source are assessed, and what becomes of its columns.
pub struct Plan {
    pub setting: Setting,
    /// The places of the columns that are keys of a record.
    pub record: Vec<usize>,
    /// The place of the column `id`.
    pub id: usize,
    /// The places of the columns that go over as they are.
    pub carried: Vec<usize>,
    pub with_findings: bool,
    pub threads: NonZero<usize>,
    /// What comes out.
    pub schema: SchemaRef,
}

impl Plan {
    /// The fields that come out, for a source of this schema.
    pub fn output(source: &Schema, id: usize, carried: &[usize], with_findings: bool) -> SchemaRef {
        let field = |place: &usize| source.field(*place).clone();
        let own = Columns::new(with_findings).finish();
        let own = own.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
        let fields = std::iter::once(&id).chain(carried).map(field).chain(own);
        Arc::new(Schema::new(fields.collect::<Vec<Field>>()))
    }

    /// Assesses the rows of a batch: into one batch, unless that is full before.
    fn assess(&self, batch: &RecordBatch) -> Result<Vec<RecordBatch>, ArrowError> {
        let fields: Fields =
            self.record.iter().map(|&place| batch.schema_ref().field(place).clone()).collect();
        let columns: Vec<ArrayRef> = self.record.iter().map(|&place| batch.column(place).clone()).collect();
        let rows = StructArray::try_new(fields, columns, None)?;
        let (mut output, mut finished, mut start) = (Columns::new(self.with_findings), Vec::new(), 0);
        for row in 0..batch.num_rows() {
            match record(Cell::of_row(&rows, row)) {
                Ok(record) => output.push(&self.setting.assess(&record)),
                Err(faults) => output.push_faults(&faults),
            }
            if output.is_full() || row + 1 == batch.num_rows() {
                finished.push(self.finish(&mut output, &batch.slice(start, row + 1 - start))?);
                start = row + 1;
            }
        }
        Ok(finished)
    }

    /// The rows so far, beside what goes over of those they were made of.
    fn finish(&self, output: &mut Columns, rows: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let own = output.finish().into_iter().map(|(_, column)| column);
        let passed = std::iter::once(self.id).chain(self.carried.iter().copied());
        let passed = passed.map(|place| rows.column(place).clone());
        RecordBatch::try_new(self.schema.clone(), passed.chain(own).collect())
    }

    /// The same, with whatever goes wrong as an error: a panic must not reach the program that reads the stream.
    fn assess_safely(&self, batch: &RecordBatch) -> Result<Vec<RecordBatch>, ArrowError> {
        let assessed = std::panic::catch_unwind(AssertUnwindSafe(|| self.assess(batch)));
        assessed.unwrap_or_else(|_| Err(ArrowError::ComputeError("these rows could not be assessed".into())))
    }
}

/// The record of a row: by the strict reader, or, when that refuses, with every fault.
fn record(row: Cell<'_>) -> Result<Record, Faults> {
    match Record::deserialize(Strict(row)) {
        Ok(record) => Ok(record),
        Err(Refusal::Unfit) => {
            let mut text = String::new();
            let Ok(()) = write(&row, &mut text);
            Written(text.as_bytes()).record()
        }
        Err(Refusal::Failed(never)) => match never {},
    }
}

/// The assessed batches of a source.
pub struct AssessedBatches {
    plan: Arc<Plan>,
    source: RecordBatchStreamReader,
    /// What is left of the batch at hand.
    rest: Option<RecordBatch>,
    ready: VecDeque<Result<RecordBatch, ArrowError>>,
}

impl AssessedBatches {
    pub fn new(plan: Arc<Plan>, source: RecordBatchStreamReader) -> Self {
        Self { plan, source, rest: None, ready: VecDeque::new() }
    }

    /// The next piece of the source.
    fn piece(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => match self.source.next()? {
                Ok(batch) => batch,
                Err(error) => return Some(Err(error)),
            },
        };
        let piece = batch.num_rows().min(PIECE);
        if piece < batch.num_rows() {
            self.rest = Some(batch.slice(piece, batch.num_rows() - piece));
        }
        Some(Ok(batch.slice(0, piece)))
    }

    /// Assesses as many pieces side by side as there are threads; false when there are none left.
    fn fill(&mut self) -> bool {
        let threads = self.plan.threads.get();
        let pieces: Vec<_> = std::iter::from_fn(|| self.piece()).take(threads).collect();
        if pieces.is_empty() {
            return false;
        }
        let plan = &*self.plan;
        let assessed = |piece: Result<RecordBatch, ArrowError>| plan.assess_safely(&piece?);
        let finished: Vec<Result<Vec<RecordBatch>, ArrowError>> = match pieces.len() {
            1 => pieces.into_iter().map(assessed).collect(),
            _ => std::thread::scope(|scope| {
                let working: Vec<_> =
                    pieces.into_iter().map(|piece| scope.spawn(|| assessed(piece))).collect();
                let stopped = |_| Err(ArrowError::ComputeError("a thread has stopped".into()));
                working.into_iter().map(|one| one.join().unwrap_or_else(stopped)).collect()
            }),
        };
        for piece in finished {
            match piece {
                Ok(batches) => self.ready.extend(batches.into_iter().map(Ok)),
                Err(error) => self.ready.push_back(Err(error)),
            }
        }
        true
    }
}

impl Iterator for AssessedBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // A batch without rows gives none, and others may come after it.
        while self.ready.is_empty() && self.fill() {}
        self.ready.pop_front()
    }
}

impl RecordBatchReader for AssessedBatches {
    fn schema(&self) -> SchemaRef {
        self.plan.schema.clone()
    }
}
