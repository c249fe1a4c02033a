//! What it takes to graduate, as it is written (RULES 6.3).

use serde::{Serialize, Serializer};

use crate::fault::{Conflict, Problem};
use crate::list::{MAX_ENTRIES, check_length};
use crate::text::Id;

/// What it takes to graduate, or a part of it: a course, all of some branches, or a number of them (RULES 6.3).
///
/// ```
/// use lssc_core::{Problem, Requirement};
/// let course = |id: &str| id.parse().map(Requirement::course);
/// let two_of_three = Requirement::choose(2, vec![course("a")?, course("b")?, course("c")?])?;
/// assert!(Requirement::all(vec![course("d")?, two_of_three]).is_ok());
/// assert!(Requirement::all(vec![]).is_err());
/// # Ok::<(), Problem>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Requirement {
    /// In the order of the document, each before its branches: however deep the tree, nothing on the way in or out
    /// needs a stack for it.
    nodes: Vec<Line>,
}

/// A node, and how deep it lies.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Line {
    /// The root is level 1.
    level: usize,
    pub(super) form: Form,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Form {
    Course(Id),
    All,
    Choose(u16),
}

impl Form {
    /// The key under which its branches stand.
    const fn key(&self) -> &'static str {
        match self {
            Self::Choose(_) => "/from/",
            Self::All | Self::Course(_) => "/all/",
        }
    }
}

impl Requirement {
    /// The most nodes, the root included.
    pub const MAX_NODES: usize = 4096;
    /// The most levels; the root is the first.
    pub const MAX_LEVELS: usize = 24;

    /// To take this course.
    #[must_use]
    pub fn course(course: Id) -> Self {
        Self { nodes: vec![Line { level: 1, form: Form::Course(course) }] }
    }

    /// To satisfy all of these.
    ///
    /// # Errors
    /// `bad-length` for none, or for more than 4096 nodes in all; `too-deep` for more than 24 levels.
    pub fn all(branches: Vec<Requirement>) -> Result<Self, Problem> {
        Self::over(Form::All, branches)
    }

    /// To satisfy `choose` of these or more; 0 is satisfied by nothing at all. A course that several branches name
    /// serves each of them.
    ///
    /// # Errors
    /// `bad-length` for no branch, or for more than 4096 nodes in all; `too-deep` for more than 24 levels; `conflict` for
    /// a `choose` above the number of branches.
    pub fn choose(choose: u32, from: Vec<Requirement>) -> Result<Self, Problem> {
        let branches = from.len();
        // A number that does not fit is above the branches of any list.
        let number = u16::try_from(choose).unwrap_or(u16::MAX);
        let requirement = Self::over(Form::Choose(number), from)?;
        check_choose(choose, branches)?;
        Ok(requirement)
    }

    fn over(form: Form, branches: Vec<Requirement>) -> Result<Self, Problem> {
        check_length(branches.len(), 1, MAX_ENTRIES)?;
        let mut nodes = vec![Line { level: 1, form }];
        for branch in branches {
            nodes.extend(branch.nodes.into_iter().map(Line::lowered));
        }
        let levels = nodes.iter().map(|node| node.level).max().unwrap_or_default();
        check_size(nodes.len(), levels)?;
        Ok(Self { nodes })
    }

    /// The nodes in the order of the document, each with the place of the one above it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (Option<u16>, &Form)> {
        let mut above: Vec<u16> = Vec::new();
        self.nodes.iter().zip(0_u16..).map(move |(node, place)| {
            above.truncate(node.level.saturating_sub(1));
            let parent = above.last().copied();
            above.push(place);
            (parent, &node.form)
        })
    }

    /// The JSON Pointer of every node, from the root (`""`) on.
    pub(super) fn pointers(&self) -> Vec<String> {
        // Of each node on the way to the one at hand: its pointer, with the key of its branches, and how many it has had.
        let mut above: Vec<(String, usize)> = Vec::new();
        let pointer = |node: &Line| {
            above.truncate(node.level.saturating_sub(1));
            let mut pointer = String::new();
            if let Some((list, branches)) = above.last_mut() {
                pointer.push_str(list);
                pointer.push_str(&branches.to_string());
                *branches = branches.saturating_add(1);
            }
            let mut list = pointer.clone();
            list.push_str(node.form.key());
            above.push((list, 0));
            pointer
        };
        self.nodes.iter().map(pointer).collect()
    }
}

impl Line {
    fn lowered(self) -> Self {
        Self { level: self.level.saturating_add(1), ..self }
    }
}

impl Serialize for Requirement {
    /// As `{course}`, `{all: [..]}` or `{choose, from: [..]}` (RULES 6.3).
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Branch(&self.nodes).serialize(serializer)
    }
}

/// A node and all below it; never empty.
struct Branch<'a>(&'a [Line]);

/// The nodes below one of this level.
struct Branches<'a>(&'a [Line], usize);

impl Serialize for Branch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Wire<'a> {
            Course { course: &'a Id },
            All { all: Branches<'a> },
            Choose { choose: u16, from: Branches<'a> },
        }
        let Some((node, below)) = self.0.split_first() else { return serializer.serialize_none() };
        let branches = Branches(below, node.level);
        let wire = match &node.form {
            Form::Course(course) => Wire::Course { course },
            Form::All => Wire::All { all: branches },
            &Form::Choose(choose) => Wire::Choose { choose, from: branches },
        };
        wire.serialize(serializer)
    }
}

impl Serialize for Branches<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(below, level) = *self;
        let first_of_next = |next: &Line| next.level <= level.saturating_add(1);
        serializer.collect_seq(below.chunk_by(|_, next| !first_of_next(next)).map(Branch))
    }
}

/// Whether a tree is neither too large nor too deep, in this order.
pub(crate) fn check_size(nodes: usize, levels: usize) -> Result<(), Problem> {
    if nodes > Requirement::MAX_NODES {
        Err(Problem::TooManyNodes)
    } else if levels > Requirement::MAX_LEVELS {
        Err(Problem::TooManyLevels)
    } else {
        Ok(())
    }
}

/// Whether so many branches can be chosen of those there are.
pub(crate) fn check_choose(choose: u32, branches: usize) -> Result<(), Problem> {
    if usize::try_from(choose).is_ok_and(|choose| choose <= branches) {
        Ok(())
    } else {
        Err(Conflict::TooFewBranches { branches }.into())
    }
}
