//! The requirements as they are evaluated: one walk from the last node to the first settles all of them.

use super::program::Course;
use super::requirement::{Form, Requirement};

/// The requirements, as small values.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Tree {
    /// In the order of the document, each before its branches.
    pub(super) nodes: Box<[Node]>,
    /// Of each course the last of the nodes that name it.
    leaves: Box<[Option<u16>]>,
}

/// A node; a course has itself as its one branch, which is satisfied when it is taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Node {
    /// The place of the node above it.
    pub(super) parent: Option<u16>,
    /// How many of its branches must be satisfied.
    pub(super) needs: u16,
    /// How many branches it has.
    pub(super) branches: u16,
    leaf: Option<Leaf>,
}

/// What a node that asks for a course has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Leaf {
    /// The place of the course among those of the program.
    course: u16,
    /// The node before this one that names the same course.
    before: Option<u16>,
}

impl Node {
    /// Whether one branch less would still be enough of them.
    pub(super) const fn has_choice(self) -> bool {
        self.needs < self.branches
    }
}

impl Tree {
    /// The tree of these requirements; the courses are in the order of their ids.
    pub(super) fn new(requirements: &Requirement, courses: &[Course]) -> Self {
        let mut leaves: Box<[Option<u16>]> = courses.iter().map(|_| None).collect();
        let mut nodes: Vec<Node> = Vec::new();
        for ((parent, form), place) in requirements.nodes().zip(0..) {
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(usize::from(parent))) {
                parent.branches = parent.branches.saturating_add(1);
            }
            nodes.push(match form {
                Form::All => Node { parent, needs: u16::MAX, branches: 0, leaf: None },
                Form::Choose(choose) => Node { parent, needs: *choose, branches: 0, leaf: None },
                Form::Course(id) => {
                    let course = courses.partition_point(|course| course.id < *id);
                    let before = leaves.get_mut(course).and_then(|last| last.replace(place));
                    let leaf = u16::try_from(course).ok().map(|course| Leaf { course, before });
                    Node { parent, needs: 1, branches: 1, leaf }
                }
            });
        }
        for node in &mut nodes {
            node.needs = node.needs.min(node.branches);
        }
        Self { nodes: nodes.into(), leaves }
    }

    /// Whether it names the course at this place.
    pub(super) fn names(&self, course: usize) -> bool {
        self.leaves.get(course).is_some_and(Option::is_some)
    }

    /// What it comes to for somebody who takes these of the courses.
    pub(super) fn tally(&self, courses: &[bool]) -> Tally<'_> {
        let mut tally = Tally { tree: self, counts: vec![0; self.nodes.len()] };
        for (place, node) in self.nodes.iter().enumerate().rev() {
            let taken = node.leaf.and_then(|leaf| courses.get(usize::from(leaf.course)));
            if taken.is_some_and(|&taken| taken) {
                tally.change(place, Turn::Gain);
            }
            if let Some(parent) = node.parent.filter(|_| tally.is_met(place)) {
                tally.change(parent.into(), Turn::Gain);
            }
        }
        tally
    }
}

/// Which nodes somebody satisfies, kept true while courses come and go.
pub(super) struct Tally<'a> {
    tree: &'a Tree,
    /// Of every node how many of its branches are satisfied.
    pub(super) counts: Vec<u16>,
}

#[derive(Clone, Copy)]
enum Turn {
    Gain,
    Loss,
}

impl Tally<'_> {
    /// Whether they graduate.
    pub(super) fn graduates(&self) -> bool {
        self.is_met(0)
    }

    pub(super) fn is_met(&self, place: usize) -> bool {
        let node = self.tree.nodes.get(place).zip(self.counts.get(place));
        node.is_some_and(|(node, &count)| count >= node.needs)
    }

    /// They leave out a course that they take.
    pub(super) fn drop(&mut self, course: usize) {
        self.change_course(course, Turn::Loss);
    }

    /// They take a course that they had left out.
    pub(super) fn take(&mut self, course: usize) {
        self.change_course(course, Turn::Gain);
    }

    /// Changes every node that names this course, and those above it as far as that makes a difference.
    fn change_course(&mut self, course: usize, turn: Turn) {
        let mut leaf = self.tree.leaves.get(course).copied().flatten();
        while let Some(node) = leaf.and_then(|place| self.tree.nodes.get(usize::from(place))) {
            let mut at = leaf;
            while let Some(place) = at.map(usize::from) {
                let was_met = self.is_met(place);
                self.change(place, turn);
                let parent = self.tree.nodes.get(place).and_then(|node| node.parent);
                at = parent.filter(|_| self.is_met(place) != was_met);
            }
            leaf = node.leaf.and_then(|leaf| leaf.before);
        }
    }

    fn change(&mut self, place: usize, turn: Turn) {
        if let Some(count) = self.counts.get_mut(place) {
            *count = match turn {
                Turn::Gain => count.saturating_add(1),
                Turn::Loss => count.saturating_sub(1),
            };
        }
    }
}
