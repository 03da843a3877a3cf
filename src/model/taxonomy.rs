use std::borrow::Cow;
use std::sync::Arc;

use contract::Family;
use contract::event::{TAXONOMY, WILDCARD};

use super::Message;

/// A kind of event as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The identifier that is sent, as in `right.issued`.
    pub id: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
    /// One sentence about the event; may be empty.
    pub description: Cow<'static, str>,
    /// The position of its group.
    pub group: usize,
    /// Whether it is fired today.
    pub fires_today: bool,
    /// Whether the initial choice named it and the taxonomy does not have it.
    pub is_unlisted: bool,
}

/// Kinds that are shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Message,
    /// The family of the contract's taxonomy; none for a group of the page's own.
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
            name: Message::Verbatim(family.name().to_owned()),
            family: Some(family),
        });
        let kinds = TAXONOMY.iter().map(|fact| Kind {
            id: fact.id.into(),
            name: fact.name.into(),
            description: fact.description.into(),
            group: fact.family as usize,
            fires_today: fact.fires_today,
            is_unlisted: false,
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

    /// Adds a kind to the group of this name, unless its identifier is taken or malformed.
    pub fn add(&mut self, group: impl Into<Message>, mut kind: Kind) {
        let group = group.into();
        let taken = self.kinds.iter().any(|known| known.id == kind.id);
        if taken || kind.id == WILDCARD || ids(&kind.id).next() != Some(&kind.id) {
            return;
        }
        // The page may have a group with the same name as one of ours.
        let name = group.to_string();
        let mut names = self.groups.iter().map(|known| known.name.to_string());
        let known = names.position(|known| known == name);
        kind.group = known.unwrap_or_else(|| {
            self.groups.push(Group {
                name: group,
                family: None,
            });
            self.groups.len() - 1
        });
        self.kinds.push(kind);
    }

    /// The same with those of these kinds that it does not have.
    pub(super) fn with_unlisted(mut this: Arc<Self>, events: &str) -> Arc<Self> {
        for id in ids(events) {
            let id: Cow<'static, str> = id.to_owned().into();
            Arc::make_mut(&mut this).add(
                Message::new("Other"),
                Kind {
                    name: id.clone(),
                    id,
                    description: "".into(),
                    group: 0,
                    fires_today: true,
                    is_unlisted: true,
                },
            );
        }
        this
    }
}

/// The identifiers in a list with spaces or commas between them.
pub(super) fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '\t', '\r', '\n'])
        .filter(|id| !id.is_empty())
}
