//! What the single conditions of compound ones were, as far as they were asked; and one of them replaced by a constant.

use std::cell::{Cell, RefCell};

/// A condition was begun, or one of its single conditions had a value.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// The condition of this number.
    Begun(usize),
    /// The single condition at this place.
    Had(usize, usize, bool),
}

thread_local! {
    static LOG: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
    static FORCED: Cell<Option<(usize, usize, bool)>> = const { Cell::new(None) };
}

/// Forgets what was seen, and from now on replaces this single condition by a constant.
pub fn start(forced: Option<(usize, usize, bool)>) {
    LOG.take();
    FORCED.set(forced);
}

/// What was seen.
pub fn log() -> Vec<Event> {
    LOG.take()
}

fn push(event: Event) {
    LOG.with_borrow_mut(|log| log.push(event));
}

fn forced(number: usize, place: usize) -> Option<bool> {
    FORCED.get().filter(|&(n, p, _)| (n, p) == (number, place)).map(|(_, _, value)| value)
}

/// A single condition.
pub fn seen(number: usize, place: usize, first: bool, value: bool) -> bool {
    if first {
        push(Event::Begun(number));
    }
    push(Event::Had(number, place, value));
    forced(number, place).unwrap_or(value)
}

/// The value of an `if let`.
pub fn entered<T>(number: usize, _place: usize, first: bool, value: T) -> T {
    if first {
        push(Event::Begun(number));
    }
    value
}

/// The place in the log before an `Option` is asked.
pub fn mark(number: usize, first: bool) -> usize {
    if first {
        push(Event::Begun(number));
    }
    LOG.with_borrow(Vec::len)
}

/// Whether a value was there: then the condition on it, whose first single condition is `inner`, was asked.
pub fn option(number: usize, place: usize, inner: usize, needs_value: bool, mark: usize, value: bool) -> bool {
    let is_inner = |event: &Event| matches!(event, Event::Had(n, p, _) if (*n, *p) == (number, inner));
    let is_there = LOG.with_borrow(|log| log.iter().skip(mark).any(is_inner));
    push(Event::Had(number, place, is_there == needs_value));
    match forced(number, place) {
        None => value,
        Some(constant) if constant == needs_value && is_there => value,
        // Where there is no value to ask, the rest is taken to be as the constant is.
        Some(constant) => constant,
    }
}
