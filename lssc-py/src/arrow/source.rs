//! The Arrow streams of other libraries.
//!
//! The interface says that an array of nulls has no buffers; polars gives it one, and arrow-rs refuses that. So each array is
//! put right on its way, between the library and the reader.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_schema::{ArrowError, DataType, Field};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// `ArrowArrayStream` of the C stream interface, whose layout its specification fixes.
#[repr(C)]
struct Stream {
    get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut FFI_ArrowSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut Stream)>,
    private_data: *mut c_void,
}

/// `ArrowArray` of the C data interface.
#[repr(C)]
struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Array,
    dictionary: *mut Array,
    release: Option<unsafe extern "C" fn(*mut Array)>,
    private_data: *mut c_void,
}

/// A library's stream, and what its arrays are.
struct Righted {
    stream: Stream,
    row: DataType,
}

/// The stream of a table of another library.
pub fn open(source: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let name = pyo3::intern!(source.py(), "__arrow_c_stream__");
    if !source.hasattr(name)? {
        let message = format!(
            "a table must have `__arrow_c_stream__` (polars, pyarrow, pandas 3, duckdb ...); `{}` has none",
            source.get_type().name()?.to_string_lossy()
        );
        return Err(PyTypeError::new_err(message));
    }
    let capsule = source.call_method0(name)?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<Stream>();
    // SAFETY: the name says that this points to a stream of the C interface.
    unsafe { righted(stream.as_ptr()) }.map_err(|error| of_arrow(&error))
}

/// What went wrong with a table, as Python's.
pub fn of_arrow(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Takes a stream out of its place, where a released one stays, and reads it with its arrays put right.
///
/// # Safety
/// `taken` points to a stream of the C interface that nobody else uses.
unsafe fn righted(taken: *mut Stream) -> Result<RecordBatchStreamReader, ArrowError> {
    let nobody: Stream = Stream {
        get_schema: None,
        get_next: None,
        get_last_error: None,
        release: None,
        private_data: ptr::null_mut(),
    };
    // SAFETY: the caller's promise; what is left behind is released, as the interface wants it.
    let mut stream = unsafe { ptr::replace(taken, nobody) };
    if stream.release.is_none() {
        return Err(ArrowError::CDataInterface("this stream has been read already".to_owned()));
    }
    // SAFETY: a stream that is not released has its functions.
    let row = unsafe { row_of(&mut stream) };
    let righted =
        Box::into_raw(Box::new(Righted { stream, row: row.as_ref().map_or(DataType::Null, Clone::clone) }));
    let mut own = Stream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release),
        private_data: righted.cast(),
    };
    // SAFETY: the two are the same C struct; the reader takes it out and calls its `release` in the end.
    let reader = unsafe { RecordBatchStreamReader::from_raw((&raw mut own).cast::<FFI_ArrowArrayStream>()) };
    row.and(reader)
}

/// The type of a row.
///
/// # Safety
/// `stream` is not released.
unsafe fn row_of(stream: &mut Stream) -> Result<DataType, ArrowError> {
    let mut schema = FFI_ArrowSchema::empty();
    let refused = || ArrowError::CDataInterface("this stream does not say what its columns are".to_owned());
    let get_schema = stream.get_schema.ok_or_else(refused)?;
    // SAFETY: as the interface has it.
    if unsafe { get_schema(stream, &raw mut schema) } != 0 {
        return Err(refused());
    }
    Field::try_from(&schema).map(|field| field.data_type().clone())
}

/// The library's stream behind one of ours.
///
/// # Safety
/// `stream` was made by [`righted`] and is not released.
unsafe fn behind<'a>(stream: *mut Stream) -> &'a mut Righted {
    // SAFETY: the caller's promise.
    unsafe { &mut *(*stream).private_data.cast::<Righted>() }
}

unsafe extern "C" fn get_schema(stream: *mut Stream, out: *mut FFI_ArrowSchema) -> c_int {
    // SAFETY: the interface calls this on a stream that is not released.
    let behind = unsafe { behind(stream) };
    match behind.stream.get_schema {
        // SAFETY: as the interface has it.
        Some(get_schema) => unsafe { get_schema(&raw mut behind.stream, out) },
        None => -1,
    }
}

unsafe extern "C" fn get_next(stream: *mut Stream, out: *mut Array) -> c_int {
    // SAFETY: the interface calls this on a stream that is not released.
    let behind = unsafe { behind(stream) };
    let Some(get_next) = behind.stream.get_next else { return -1 };
    // SAFETY: as the interface has it.
    let code = unsafe { get_next(&raw mut behind.stream, out) };
    if code == 0 {
        // SAFETY: the library has filled it in, or says by a released one that there is no more.
        unsafe { put_right(out, &behind.row) };
    }
    code
}

unsafe extern "C" fn get_last_error(stream: *mut Stream) -> *const c_char {
    // SAFETY: the interface calls this on a stream that is not released.
    let behind = unsafe { behind(stream) };
    match behind.stream.get_last_error {
        // SAFETY: as the interface has it.
        Some(get_last_error) => unsafe { get_last_error(&raw mut behind.stream) },
        None => ptr::null(),
    }
}

unsafe extern "C" fn release(stream: *mut Stream) {
    // SAFETY: the interface calls this once, on a stream that `righted` made.
    unsafe {
        let mut behind = Box::from_raw((*stream).private_data.cast::<Righted>());
        if let Some(release) = behind.stream.release {
            release(&raw mut behind.stream);
        }
        (*stream).release = None;
        (*stream).private_data = ptr::null_mut();
    }
}

/// Takes the buffer away that an array of nulls must not have; likewise in what the array is made of.
///
/// # Safety
/// `array` is null, released, or an array of the C interface of this type.
unsafe fn put_right(array: *mut Array, of: &DataType) {
    // SAFETY: the caller's promise.
    let Some(array) = (unsafe { array.as_mut() }) else { return };
    if array.release.is_none() {
        return;
    }
    let mut children: Vec<&DataType> = Vec::new();
    match of {
        DataType::Null => array.n_buffers = 0,
        DataType::Struct(fields) => children.extend(fields.iter().map(|field| field.data_type())),
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::FixedSizeList(field, _)
        | DataType::Map(field, _) => children.push(field.data_type()),
        // SAFETY: the array is of this type.
        DataType::Dictionary(_, values) => unsafe { put_right(array.dictionary, values) },
        _ => {}
    }
    let there = usize::try_from(array.n_children).unwrap_or_default();
    for (place, child) in children.into_iter().take(there).enumerate() {
        // SAFETY: there are so many children, of these types.
        unsafe { put_right(*array.children.add(place), child) };
    }
}
