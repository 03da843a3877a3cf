use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

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
    /// Its name in English.
    text: String,
    /// The positions of its kinds.
    kinds: Vec<usize>,
}

impl Group {
    fn new(name: Message, family: Option<Family>) -> Self {
        let text = name.to_string();
        Self {
            name,
            family,
            text,
            kinds: Vec::new(),
        }
    }

    /// The positions of its kinds.
    pub fn kinds(&self) -> &[usize] {
        &self.kinds
    }
}

/// The kinds that can be chosen, in the order in which they are shown and sent: the contract's, or a page's own.
///
/// A page's own list may have thousands. What is asked of a kind or of a group does not go through all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    kinds: Vec<Kind>,
    groups: Vec<Group>,
    /// What a filter searches in each kind, in lower case.
    texts: Vec<String>,
    /// The positions of the kinds in the order of their identifiers.
    by_id: Vec<usize>,
}

impl Default for Taxonomy {
    fn default() -> Self {
        let groups = Family::ALL
            .map(|family| Group::new(Message::Verbatim(family.name().to_owned()), Some(family)));
        let mut this = Self {
            groups: groups.into(),
            ..Self::empty()
        };
        for fact in &TAXONOMY {
            this.push(Kind {
                id: fact.id.into(),
                name: fact.name.into(),
                description: fact.description.into(),
                group: fact.family as usize,
                fires_today: fact.fires_today,
                is_unlisted: false,
            });
        }
        this
    }
}

impl Taxonomy {
    /// A taxonomy without kinds.
    pub fn empty() -> Self {
        Self {
            kinds: Vec::new(),
            groups: Vec::new(),
            texts: Vec::new(),
            by_id: Vec::new(),
        }
    }

    /// The contract's, which all forms share.
    pub fn of_contract() -> Arc<Self> {
        static SHARED: LazyLock<Arc<Taxonomy>> = LazyLock::new(Arc::default);
        SHARED.clone()
    }

    /// All kinds.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// All groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The positions of the kinds of a group; none when there is no such group, as for a view of kinds that were replaced.
    pub fn of_group(&self, group: usize) -> &[usize] {
        self.groups.get(group).map_or(&[], Group::kinds)
    }

    /// What a filter searches in each kind, in lower case: its group, name, identifier and description.
    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The position of the kind with this identifier.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        Some(self.by_id[self.rank(id).ok()?])
    }

    /// Where an identifier is in the order of all of them, or where it would be.
    fn rank(&self, id: &str) -> Result<usize, usize> {
        self.by_id
            .binary_search_by(|at| (*self.kinds[*at].id).cmp(id))
    }

    /// Adds a kind to its group, unless its identifier is taken.
    fn push(&mut self, kind: Kind) {
        let Err(rank) = self.rank(&kind.id) else {
            return;
        };
        let at = self.kinds.len();
        self.by_id.insert(rank, at);
        let group = &mut self.groups[kind.group];
        group.kinds.push(at);
        let mut text = [&group.text, &*kind.name, &kind.id, &kind.description].join(" ");
        text.make_ascii_lowercase();
        self.texts.push(text);
        self.kinds.push(kind);
    }

    /// Adds a kind to the group of this name, unless its identifier is taken or malformed.
    pub fn add(&mut self, group: impl Into<Message>, mut kind: Kind) {
        if kind.id == WILDCARD
            || ids(&kind.id).next() != Some(&kind.id)
            || self.rank(&kind.id).is_ok()
        {
            return;
        }
        // The page may have a group with the same name as one of ours. Most kinds are of the last group.
        let group = Group::new(group.into(), None);
        let known = self
            .groups
            .iter()
            .rposition(|known| known.text == group.text);
        kind.group = known.unwrap_or_else(|| {
            self.groups.push(group);
            self.groups.len() - 1
        });
        self.push(kind);
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
