use std::borrow::Cow;
use std::sync::Arc;

use contract::Family;
use contract::event::{TAXONOMY, WILDCARD};

use super::picker::words;
use super::words::say;

/// A kind of event as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The identifier that is sent, as in `right.issued`.
    pub id: Cow<'static, str>,
    /// What people call it.
    pub name: Cow<'static, str>,
    /// One sentence on what has happened; may be empty.
    pub description: Cow<'static, str>,
    /// The position of its group.
    pub group: usize,
    /// Whether it is fired today.
    pub fires_today: bool,
    /// Whether it was asked for without being in the taxonomy.
    pub is_foreign: bool,
}

/// Kinds that are shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What people call it.
    pub name: Cow<'static, str>,
    /// What it is in the contract's taxonomy; none in a page's own.
    pub family: Option<Family>,
}

/// The kinds that can be chosen, in the order in which they are shown and sent: the contract's, or a page's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    kinds: Vec<Kind>,
    groups: Vec<Group>,
}

impl Default for Taxonomy {
    fn default() -> Self {
        let groups = Family::ALL.map(|family| Group {
            name: family.name().into(),
            family: Some(family),
        });
        let kinds = TAXONOMY.iter().map(|fact| Kind {
            id: fact.id.into(),
            name: fact.name.into(),
            description: fact.description.into(),
            group: fact.family as usize,
            fires_today: fact.fires_today,
            is_foreign: false,
        });
        Self {
            kinds: kinds.collect(),
            groups: groups.into(),
        }
    }
}

impl Taxonomy {
    /// A taxonomy without kinds.
    pub fn empty() -> Self {
        Self {
            kinds: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// All kinds.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// All groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The kinds of a group, with their positions.
    pub fn of_group(&self, group: usize) -> impl Iterator<Item = (usize, &Kind)> {
        let all = self.kinds.iter().enumerate();
        all.filter(move |(_, kind)| kind.group == group)
    }

    /// Adds a kind to the group of this name, unless there is one of its identifier or it is no identifier.
    pub fn add(&mut self, group: &str, mut kind: Kind) {
        let taken = self.kinds.iter().any(|known| known.id == kind.id);
        if taken || kind.id == WILDCARD || words(&kind.id).next() != Some(&kind.id) {
            return;
        }
        let known = self.groups.iter().position(|known| known.name == group);
        kind.group = known.unwrap_or_else(|| {
            let name = group.to_owned().into();
            self.groups.push(Group { name, family: None });
            self.groups.len() - 1
        });
        self.kinds.push(kind);
    }

    /// The same with those of these words that it does not have.
    pub(super) fn with_foreign(this: Arc<Self>, start: &str) -> Arc<Self> {
        let mut all = this;
        for word in words(start) {
            if word != WILDCARD && !all.kinds.iter().any(|kind| kind.id == word) {
                let id: Cow<'static, str> = word.to_owned().into();
                Arc::make_mut(&mut all).add(
                    &say("Other"),
                    Kind {
                        name: id.clone(),
                        id,
                        description: "".into(),
                        group: 0,
                        fires_today: true,
                        is_foreign: true,
                    },
                );
            }
        }
        all
    }
}
