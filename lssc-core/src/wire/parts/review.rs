//! The requirements of a program and its courses, read with every fault (RULES 6.3).

use std::borrow::Cow;

use super::{Field, Kind, Reader, Value, sets};
use crate::competency::CompetencySets;
use crate::fault::Problem;
use crate::list::{self, MAX_ENTRIES, by_name, check_length};
use crate::review::{Program, Requirement, check_choose, check_size};
use crate::text::Id;

/// What a node is read by, in this order.
const FORMS: &[&str; 3] = &["course", "all", "choose"];

/// Two parts, one after the other; whether each course of the one has an entry in the other is said in the first.
pub(crate) fn program(r: &mut Reader, requirements: &Field<'_>, courses: &Field<'_>) -> Option<Program> {
    let faults = r.count();
    let entries: Vec<_> = courses.answered().map(|courses| courses.entries().collect()).unwrap_or_default();
    let entries = Listed::of(&entries);
    // Courses that are faulty as a whole are not held against the requirements.
    let is_listed = courses.answered().is_some_and(|value| entries.check(value).is_ok());
    let is_known = |id: &Id| !is_listed || entries.contains(id);
    let requirements = r.required(requirements, |r, root| tree(r, root, &is_known));
    r.next_part();
    let courses = r.required(courses, |r, value| coverage(r, value, &entries));
    if r.count() > faults { None } else { Some(Program::of_checked(requirements?, courses?)) }
}

/// The entries of `courses`.
struct Listed<'a> {
    given: &'a [(Cow<'a, str>, Value<'a>)],
    /// Whether its key repeats an earlier one, for each of them.
    repeated: Vec<bool>,
    sorted: Vec<(Option<&'a str>, usize)>,
}

impl<'a> Listed<'a> {
    fn of(given: &'a [(Cow<'a, str>, Value<'a>)]) -> Self {
        let names = || given.iter().map(|(key, _)| Some(&**key));
        Self { given, repeated: list::repeated(&mut names()), sorted: by_name(&mut names()) }
    }

    /// Whether they are an object of not too many courses.
    fn check(&self, value: Value<'_>) -> Result<(), Problem> {
        if value.kind() != Kind::Object {
            return Err(Problem::wrong_type("an object", value.found()));
        }
        let courses = self.repeated.iter().filter(|is_repeated| !**is_repeated).count();
        check_length(courses, 0, Program::MAX_COURSES)
    }

    fn contains(&self, id: &Id) -> bool {
        let start = self.sorted.partition_point(|(key, _)| *key < Some(id.as_str()));
        self.sorted.get(start).is_some_and(|(key, _)| *key == Some(id.as_str()))
    }
}

/// The sets of each course.
fn coverage(r: &mut Reader, value: Value<'_>, entries: &Listed<'_>) -> Option<Vec<(Id, CompetencySets)>> {
    entries.check(value).map_err(|problem| r.fault(value, problem)).ok()?;
    let mut courses = Vec::new();
    for ((key, value), is_repeated) in entries.given.iter().zip(&entries.repeated) {
        let id = if *is_repeated { Err(Problem::DuplicateKey) } else { key.parse::<Id>() };
        match id {
            Ok(id) => {
                let sets = r.within_key(key, |r| sets(r, *value));
                courses.extend(sets.map(|sets| (id, sets)));
            }
            // What stands under a key that is none is not looked at.
            Err(problem) => r.key_fault(key, *value, problem),
        }
    }
    Some(courses)
}

/// The requirements, from the root on. Those that are too large or too deep are not looked at.
fn tree(r: &mut Reader, root: Value<'_>, is_known: &dyn Fn(&Id) -> bool) -> Option<Requirement> {
    let mut size = Size { nodes: 0, levels: 0 };
    size.count(root, 1);
    check_size(size.nodes, size.levels).map_err(|problem| r.fault(root, problem)).ok()?;
    node(r, root, is_known)
}

/// How large a tree is.
struct Size {
    nodes: usize,
    levels: usize,
}

impl Size {
    /// Counts a node and those below it, up to one more than there may be. A document has no more than 64 levels.
    fn count(&mut self, node: Value<'_>, level: usize) {
        self.nodes = self.nodes.saturating_add(1);
        self.levels = self.levels.max(level);
        let Some((Form::All | Form::Choose, Some(branches))) = form(node) else { return };
        for branch in branches.items() {
            if self.nodes > Requirement::MAX_NODES {
                return;
            }
            self.count(branch, level.saturating_add(1));
        }
    }
}

/// What a node is read as.
#[derive(Clone, Copy)]
enum Form {
    Course,
    All,
    Choose,
}

/// What a node is read as: by the first of the three keys that is answered, else the first that is there. With the value that
/// holds its branches, or its course.
fn form(node: Value<'_>) -> Option<(Form, Option<Value<'_>>)> {
    let mut course: Option<Value<'_>> = None;
    let (mut all, mut choose, mut from) = (course, course, course);
    for (key, value) in node.entries() {
        let first = match &*key {
            "course" => &mut course,
            "all" => &mut all,
            "choose" => &mut choose,
            "from" => &mut from,
            _ => continue,
        };
        first.get_or_insert(value);
    }
    let forms = [(Form::Course, course, course), (Form::All, all, all), (Form::Choose, choose, from)];
    let answered = forms.iter().find(|(_, own, _)| own.is_some_and(|own| own.kind() != Kind::Null));
    let found = answered.or_else(|| forms.iter().find(|(_, own, _)| own.is_some()));
    found.map(|&(form, _, branches)| (form, branches))
}

/// A node; the tree is known not to be too deep.
fn node(r: &mut Reader, value: Value<'_>, is_known: &dyn Fn(&Id) -> bool) -> Option<Requirement> {
    match form(value).map(|(form, _)| form) {
        Some(Form::Course) => {
            let [course] = &*r.object(value, &["course"])?;
            let course = r.required(course, |r, value| {
                r.string(value, "a text", |text| {
                    let id: Id = text.parse()?;
                    if is_known(&id) { Ok(id) } else { Err(Problem::unknown_course(text)) }
                })
            });
            course.map(Requirement::course)
        }
        Some(Form::All) => {
            let [all] = &*r.object(value, &["all"])?;
            let (_, branches) = r.required(all, |r, list| branches(r, list, is_known))?;
            Requirement::all(branches?).ok()
        }
        Some(Form::Choose) => {
            let [choose_field, from] = &*r.object(value, &["choose", "from"])?;
            let choose = r.required(choose_field, number);
            let from = r.required(from, |r, list| branches(r, list, is_known));
            // A list with a faulty entry still has its length.
            let (length, branches) = from?;
            r.catch(choose_field, check_choose(choose?, length))?;
            Requirement::choose(choose?, branches?).ok()
        }
        None => {
            r.object(value, FORMS)?;
            r.fault(value, Problem::MissingRequirement);
            None
        }
    }
}

/// How many branches a list has, and the branches if none of them is faulty.
fn branches(
    r: &mut Reader,
    value: Value<'_>,
    is_known: &dyn Fn(&Id) -> bool,
) -> Option<(usize, Option<Vec<Requirement>>)> {
    let mut branches: Vec<Option<Requirement>> = Vec::new();
    r.each(value, (1, MAX_ENTRIES), &mut |r, item| branches.push(node(r, item, is_known)))?;
    Some((branches.len(), branches.into_iter().collect()))
}

/// A whole number, 0 or more, bounded by the branches alone.
fn number(r: &mut Reader, value: Value<'_>) -> Option<u32> {
    r.whole(value, |number| {
        // To the reader a negative number is like one of many digits; only this is a fault without the branches.
        if number == u64::MAX && value.raw().bytes().next() == Some(b'-') {
            let most = Requirement::MAX_NODES.saturating_sub(1);
            return Err(Problem::NumberOutOfRange { min: 0, max: u64::try_from(most).unwrap_or(u64::MAX) });
        }
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    })
}
