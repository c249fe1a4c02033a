//! A stream of judged batches: pulled from the stream of the source, a piece at a time.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use lssc_core::wire::Written;
use lssc_core::{Faults, Record};
use serde::Deserialize;

use super::cell::Cell;
use super::columns::Columns;
use super::summaries::Summaries;
use super::typed::Rows;
use crate::node::{Refusal, Strict, write};
use crate::setting::Setting;

/// How many rows are judged at a time by one thread: what bounds the memory that a stream takes.
const PIECE: usize = 8192;

/// How the rows of a source are judged, and what becomes of its columns.
pub struct Plan {
    pub setting: Setting,
    /// The places of the columns that are keys of a record.
    pub record: Vec<usize>,
    /// The place of the column `id`.
    pub id: usize,
    /// The places of the columns that go over as they are.
    pub carried: Vec<usize>,
    pub what: What,
    pub threads: NonZero<usize>,
    /// What comes out.
    pub schema: SchemaRef,
}

impl Plan {
    /// The fields that come out, for a source of this schema.
    pub fn output(source: &Schema, id: usize, carried: &[usize], what: What) -> SchemaRef {
        let field = |place: &usize| source.field(*place).clone();
        let passed = std::iter::once(&id).chain(carried).map(field);
        Arc::new(Schema::new(passed.chain(what.fields()).collect::<Vec<Field>>()))
    }

    /// Judges the rows of a batch: into one batch, unless that is full before.
    fn judge(&self, batch: &RecordBatch) -> Result<Vec<RecordBatch>, ArrowError> {
        let record = self.record.iter();
        let named =
            record.map(|&place| (batch.schema_ref().field(place).name().as_str(), &**batch.column(place)));
        let (typed, cells) = (Rows::of(named.collect()).ok(), OnceCell::new());
        let (mut output, mut finished, mut start) = (Output::new(self.what, batch.num_rows()), Vec::new(), 0);
        for row in 0..batch.num_rows() {
            match typed.as_ref().and_then(|typed| typed.record(row).ok()) {
                Some(record) => output.push(&self.setting, &record),
                None => match read(Cell::of_row(cells.get_or_init(|| self.cells(batch)), row)) {
                    Ok(record) => output.push(&self.setting, &record),
                    Err(faults) => output.push_faults(&faults),
                },
            }
            if output.is_full() || row + 1 == batch.num_rows() {
                let rows = batch.slice(start, row + 1 - start);
                let full = std::mem::replace(&mut output, Output::new(self.what, batch.num_rows() - row - 1));
                finished.push(self.finish(full, &rows)?);
                start = row + 1;
            }
        }
        Ok(finished)
    }

    /// The rows of a batch, for the reader of cells.
    fn cells(&self, batch: &RecordBatch) -> StructArray {
        let field = |&place: &usize| batch.schema_ref().fields()[place].clone();
        let fields: Fields = self.record.iter().map(field).collect();
        let columns = self.record.iter().map(|&place| batch.column(place).clone()).collect();
        StructArray::new(fields, columns, None)
    }

    /// The rows so far, beside what goes over of those they were made of.
    fn finish(&self, output: Output, rows: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let own = output.finish().into_iter().map(|(_, column)| column);
        let passed = std::iter::once(self.id).chain(self.carried.iter().copied());
        let passed = passed.map(|place| rows.column(place).clone());
        RecordBatch::try_new(self.schema.clone(), passed.chain(own).collect())
    }

    /// The same, with whatever goes wrong as an error: a panic must not reach the program that reads the stream.
    fn judge_safely(&self, batch: &RecordBatch) -> Judged {
        let judged = std::panic::catch_unwind(AssertUnwindSafe(|| self.judge(batch)));
        judged.unwrap_or_else(|_| Err(ArrowError::ComputeError("these rows could not be assessed".into())))
    }
}

/// What becomes of a piece.
type Judged = Result<Vec<RecordBatch>, ArrowError>;

/// What is said of each row.
#[derive(Clone, Copy)]
pub enum What {
    Assessment { with_findings: bool },
    Summary,
}

impl What {
    fn fields(self) -> Vec<Field> {
        match self {
            Self::Assessment { with_findings } => {
                let own = Columns::new(with_findings).finish();
                own.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect()
            }
            Self::Summary => Summaries::fields().iter().map(|field| Field::clone(field)).collect(),
        }
    }
}

/// The rows that come out so far.
enum Output {
    Assessments(Box<Columns>),
    Summaries(Box<Summaries>),
}

impl Output {
    fn new(what: What, rows: usize) -> Self {
        match what {
            What::Assessment { with_findings } => Self::Assessments(Box::new(Columns::new(with_findings))),
            What::Summary => Self::Summaries(Box::new(Summaries::new(rows))),
        }
    }

    fn push(&mut self, setting: &Setting, record: &Record) {
        match self {
            Self::Assessments(columns) => columns.push(&setting.assess(record)),
            Self::Summaries(columns) => columns.push(&setting.summary(record)),
        }
    }

    fn push_faults(&mut self, faults: &Faults) {
        match self {
            Self::Assessments(columns) => columns.push_faults(faults),
            Self::Summaries(columns) => columns.push_faults(faults),
        }
    }

    fn is_full(&self) -> bool {
        match self {
            Self::Assessments(columns) => columns.is_full(),
            Self::Summaries(columns) => columns.is_full(),
        }
    }

    fn finish(self) -> Vec<(&'static str, ArrayRef)> {
        match self {
            Self::Assessments(mut columns) => columns.finish(),
            Self::Summaries(columns) => columns.finish(),
        }
    }
}

/// The record of a row: by the strict reader, or, when that refuses, with every fault.
fn read(row: Cell<'_>) -> Result<Record, Faults> {
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

/// A thread that judges pieces, in the order in which they are given to it.
struct Worker {
    /// None once no more will come.
    pieces: Option<Sender<RecordBatch>>,
    /// The pieces come back too: whatever their library does when it lets go of them, it does where it gave them.
    judged: Receiver<(RecordBatch, Judged)>,
}

impl Worker {
    fn start(plan: &Arc<Plan>) -> std::io::Result<Self> {
        let (pieces, given) = channel::<RecordBatch>();
        let (done, judged) = channel();
        let plan = plan.clone();
        std::thread::Builder::new().name("lssc".to_owned()).spawn(move || {
            for piece in given {
                let judged = plan.judge_safely(&piece);
                if done.send((piece, judged)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { pieces: Some(pieces), judged })
    }

    /// Takes a piece; what it comes to is there to be waited for.
    fn give(&self, piece: RecordBatch) {
        // Of a thread that has stopped there is nothing to wait for, which `wait` says.
        let _ = self.pieces.as_ref().map(|pieces| pieces.send(piece));
    }

    fn wait(&self) -> Judged {
        match self.judged.recv() {
            Ok((_, judged)) => judged,
            Err(_) => Err(ArrowError::ComputeError("a thread has stopped".into())),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.pieces = None;
        while self.judged.recv().is_ok() {}
    }
}

/// The judged batches of a source.
///
/// The source is only asked on the thread that reads the stream, since it may be a program in Python; the pieces go to the
/// workers in turn, up to two each, so that none waits for another.
pub struct JudgedBatches {
    plan: Arc<Plan>,
    source: RecordBatchStreamReader,
    /// What is left of the batch at hand.
    rest: Option<RecordBatch>,
    /// Whether the source has said that it ends, or why it cannot go on.
    ended: Option<Result<(), ArrowError>>,
    /// Started as they are needed.
    workers: Vec<Worker>,
    given: usize,
    taken: usize,
    ready: VecDeque<RecordBatch>,
}

/// How many pieces there may be in a worker and before it.
const AHEAD: usize = 2;

impl JudgedBatches {
    pub fn new(plan: Arc<Plan>, source: RecordBatchStreamReader) -> Self {
        let (workers, ready) = (Vec::new(), VecDeque::new());
        Self { plan, source, rest: None, ended: None, workers, given: 0, taken: 0, ready }
    }

    /// The next piece of the source, unless it has ended.
    fn piece(&mut self) -> Option<RecordBatch> {
        if self.ended.is_some() {
            return None;
        }
        let batch = match self.rest.take().map(Ok).or_else(|| self.source.next()) {
            Some(Ok(batch)) => batch,
            Some(Err(error)) => {
                self.ended = Some(Err(error));
                return None;
            }
            None => {
                self.ended = Some(Ok(()));
                return None;
            }
        };
        let piece = batch.num_rows().min(PIECE);
        if piece == batch.num_rows() {
            return Some(batch);
        }
        self.rest = Some(batch.slice(piece, batch.num_rows() - piece));
        Some(batch.slice(0, piece))
    }

    /// What the next piece comes to; none after the last one.
    fn judged(&mut self) -> Option<Judged> {
        let threads = self.plan.threads.get();
        if self.given == 0 {
            let first = self.piece()?;
            let second = if threads > 1 { self.piece() } else { None };
            let Some(second) = second else { return Some(self.plan.judge_safely(&first)) };
            if let Err(error) = self.give(first).and_then(|()| self.give(second)) {
                return Some(Err(error));
            }
        }
        while self.given - self.taken < AHEAD * threads {
            let Some(piece) = self.piece() else { break };
            if let Err(error) = self.give(piece) {
                return Some(Err(error));
            }
        }
        if self.taken == self.given {
            return None;
        }
        let judged = self.workers[self.taken % threads].wait();
        self.taken += 1;
        Some(judged)
    }

    /// Gives a piece to the worker whose turn it is, which starts with its first.
    fn give(&mut self, piece: RecordBatch) -> Result<(), ArrowError> {
        let place = self.given % self.plan.threads.get();
        if place == self.workers.len() {
            self.workers.push(Worker::start(&self.plan)?);
        }
        self.workers[place].give(piece);
        self.given += 1;
        Ok(())
    }
}

impl Iterator for JudgedBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(Ok(ready));
            }
            // A batch without rows gives none, and others may come after it.
            match self.judged() {
                Some(Ok(batches)) => self.ready.extend(batches),
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    // Once is enough to say why there is no more.
                    return self.ended.replace(Ok(())).and_then(Result::err).map(Err);
                }
            }
        }
    }
}

impl RecordBatchReader for JudgedBatches {
    fn schema(&self) -> SchemaRef {
        self.plan.schema.clone()
    }
}
