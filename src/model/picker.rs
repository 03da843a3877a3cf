use std::sync::Arc;

use contract::event::WILDCARD;
use contract::{EventKind, EventSelection, EventSelectionError, Family};

use super::Message;
use super::taxonomy::{Kind, Taxonomy, ids};

/// Which kinds a subscription is to be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those that are ticked.
    #[default]
    Chosen,
    /// All, later ones included.
    All,
}

/// The event picker: positions are those of its taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPicker {
    taxonomy: Arc<Taxonomy>,
    scope: Scope,
    ticked: Vec<bool>,
    filter: String,
    hidden: Vec<bool>,
    initial: Initial,
    edits: u32,
    /// Whether the person changed the choice since it was initial.
    edited: bool,
    submitted: bool,
    rejection: Option<Message>,
}

/// The initial choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Initial {
    /// The kinds without those that only the initial choice names.
    taxonomy: Arc<Taxonomy>,
    /// The ticked kinds, with spaces between them, or `*`.
    events: String,
    scope: Scope,
    ticked: Vec<bool>,
}

/// How many kinds of a group there are, are shown, and are ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCount {
    /// All its kinds.
    pub all: usize,
    /// Its ticked kinds.
    pub ticked: usize,
    /// Its kinds that the filter lets through.
    pub shown: usize,
    /// Those of the shown that are ticked.
    pub shown_ticked: usize,
}

impl GroupCount {
    /// Whether the group's box is ticked: all that it acts on are.
    pub fn is_full(self) -> bool {
        self.shown > 0 && self.shown_ticked == self.shown
    }

    /// Whether the group's box is neither ticked nor empty.
    pub fn is_mixed(self) -> bool {
        self.shown_ticked > 0 && !self.is_full()
    }
}

impl Default for EventPicker {
    fn default() -> Self {
        Self::new(Taxonomy::of_contract(), "")
    }
}

impl EventPicker {
    /// A picker of these kinds, with some ticked initially: `right.issued right.revoked`, or `*` for all. A kind that the
    /// taxonomy does not have is added, and flagged.
    pub fn new(taxonomy: Arc<Taxonomy>, events: &str) -> Self {
        let all = Taxonomy::with_unlisted(taxonomy.clone(), events);
        let mut ticked = vec![false; all.kinds().len()];
        for at in ids(events).filter_map(|id| all.position(id)) {
            ticked[at] = true;
        }
        let scope = if ids(events).any(|id| id == WILDCARD) {
            Scope::All
        } else {
            Scope::Chosen
        };
        Self {
            taxonomy: all,
            scope,
            ticked: ticked.clone(),
            filter: String::new(),
            hidden: vec![false; ticked.len()],
            initial: Initial {
                taxonomy,
                events: events.to_owned(),
                scope,
                ticked,
            },
            edits: 0,
            edited: false,
            submitted: false,
            rejection: None,
        }
    }

    /// Changes the kinds and the initial choice. What the person has chosen stays chosen where the kind is still there; a change
    /// of the initial choice alone leaves their choice unchanged.
    pub fn set_initial(&mut self, taxonomy: &Arc<Taxonomy>, events: &str) {
        let has_other_kinds = self.initial.taxonomy != *taxonomy;
        if !has_other_kinds && self.initial.events == events {
            return;
        }
        let picker = Self::new(taxonomy.clone(), events);
        if !has_other_kinds && self.edited {
            self.initial = picker.initial;
            return;
        }
        let before = std::mem::replace(self, picker);
        if before.edited {
            self.choose_as(&before);
        }
        self.edits = before.edits;
    }

    /// Goes back to the initial choice.
    pub fn reset(&mut self) {
        *self = Self {
            edits: self.edits + 1,
            ..Self::new(self.initial.taxonomy.clone(), &self.initial.events)
        };
    }

    /// The kinds that can be chosen.
    pub fn taxonomy(&self) -> &Arc<Taxonomy> {
        &self.taxonomy
    }

    /// How often the person changed the choice, or it was reset.
    pub fn edits(&self) -> u32 {
        self.edits
    }

    /// Whether the choice differs from the initial one.
    pub fn is_dirty(&self) -> bool {
        self.scope != self.initial.scope || self.ticked != self.initial.ticked
    }

    /// Makes the choice of a picker of other kinds, as far as they are here.
    fn choose_as(&mut self, other: &Self) {
        let is_ticked = |kind: &Kind| {
            let known = other.taxonomy.position(&kind.id);
            known.is_some_and(|at| other.is_ticked(at))
        };
        self.ticked = self.taxonomy.kinds().iter().map(is_ticked).collect();
        self.choose(other.scope);
    }

    /// The person changed the choice. Server errors for the old choice no longer apply.
    fn edit(&mut self) {
        self.edits += 1;
        self.edited = true;
        self.rejection = None;
    }

    /// Chosen kinds, or all.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The person chose chosen kinds, or all. The ticks stay.
    pub fn choose(&mut self, scope: Scope) {
        self.scope = scope;
        self.edit();
    }

    /// Whether the kind at `at` is ticked; not when there is none, as for a row of kinds that were replaced.
    pub fn is_ticked(&self, at: usize) -> bool {
        self.ticked.get(at) == Some(&true)
    }

    /// The person ticked or unticked the kind at `at`.
    pub fn tick(&mut self, at: usize, on: bool) {
        if let Some(ticked) = self.ticked.get_mut(at) {
            *ticked = on;
            self.edit();
        }
    }

    /// The person ticked all shown kinds of a group, or unticked them when all were ticked.
    pub fn tick_group(&mut self, group: usize) {
        let on = !self.group(group).is_full();
        let taxonomy = self.taxonomy.clone();
        for at in taxonomy.of_group(group) {
            if self.is_shown(*at) {
                self.tick(*at, on);
            }
        }
    }

    /// The filter.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Filters the kinds: those are shown that have each of these words in their group, name, identifier or description.
    pub fn set_filter(&mut self, filter: String) {
        let wanted = filter.to_ascii_lowercase();
        let words: Vec<_> = wanted.split_whitespace().collect();
        for (text, hidden) in self.taxonomy.texts().iter().zip(&mut self.hidden) {
            *hidden = !words.iter().all(|word| text.contains(word));
        }
        self.filter = filter;
    }

    /// Whether the filter lets the kind at `at` through.
    pub fn is_shown(&self, at: usize) -> bool {
        self.hidden.get(at) == Some(&false)
    }

    /// Whether the filter lets anything through.
    pub fn shows_any(&self) -> bool {
        self.hidden.contains(&false)
    }

    /// Which kinds of a group the filter hides.
    pub fn hidden_in(&self, group: usize) -> Vec<bool> {
        let kinds = self.taxonomy.of_group(group).iter();
        kinds.map(|at| !self.is_shown(*at)).collect()
    }

    /// Which kinds of a group are ticked.
    pub fn ticked_in(&self, group: usize) -> Vec<bool> {
        let kinds = self.taxonomy.of_group(group).iter();
        kinds.map(|at| self.is_ticked(*at)).collect()
    }

    /// The figures of a group.
    pub fn group(&self, group: usize) -> GroupCount {
        let mut count = GroupCount::default();
        for at in self.taxonomy.of_group(group) {
            let (shown, ticked) = (self.is_shown(*at), self.is_ticked(*at));
            count.all += 1;
            count.ticked += usize::from(ticked);
            count.shown += usize::from(shown);
            count.shown_ticked += usize::from(shown && ticked);
        }
        count
    }

    /// How many kinds are ticked.
    pub fn ticked(&self) -> usize {
        self.ticked.iter().filter(|ticked| **ticked).count()
    }

    fn chosen(&self) -> impl Iterator<Item = &Kind> {
        let all = self.taxonomy.kinds().iter().zip(&self.ticked);
        all.filter_map(|(kind, ticked)| ticked.then_some(kind))
    }

    /// What will be subscribed to.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] when kinds are to be chosen and none is ticked: nothing ticked is never "all".
    pub fn selection(&self) -> Result<EventSelection, EventSelectionError> {
        match self.scope {
            Scope::All => Ok(EventSelection::all()),
            Scope::Chosen => {
                EventSelection::of(self.chosen().map(|kind| EventKind::parse(&kind.id)))
            }
        }
    }

    /// The form was submitted.
    pub fn submit(&mut self) {
        self.submitted = true;
        self.rejection = None;
    }

    /// The server refused the selection with this message.
    pub fn reject(&mut self, message: impl Into<Message>) {
        self.rejection = Some(message.into());
    }

    /// The problem to show.
    pub fn problem(&self) -> Option<Message> {
        let missing = self.submitted && self.scope == Scope::Chosen && self.ticked() == 0;
        let own =
            || missing.then(|| Message::new("Choose at least one kind of event, or all kinds"));
        self.rejection.clone().or_else(own)
    }

    /// Whether kinds are chosen and none of them fires today.
    pub fn has_only_unfired(&self) -> bool {
        self.scope == Scope::Chosen
            && self.ticked() > 0
            && self.chosen().all(|kind| !kind.fires_today)
    }

    /// What will be subscribed to, as the start of a sentence: "When a right is issued or revoked". None when nothing is
    /// chosen.
    pub fn summary(&self) -> Option<Message> {
        const NAMED: usize = 6;
        if self.scope == Scope::All {
            return Some(Message::new("On every event, of kinds added later too"));
        }
        match self.ticked() {
            0 => None,
            count if count > NAMED => {
                Some(Message::new("On each event of the {count} kinds chosen").with("count", count))
            }
            _ => {
                let chosen: Vec<_> = self.chosen().collect();
                let groups = self.taxonomy.groups().iter().enumerate();
                let clauses = groups.filter_map(|(at, group)| clause(at, group.family, &chosen));
                let clauses = clauses.collect();
                Some(Message::new("When {what}").with_message("what", any_of(clauses)))
            }
        }
    }
}

/// "a right is issued or revoked"
fn clause(group: usize, family: Option<Family>, chosen: &[&Kind]) -> Option<Message> {
    // The names of the page's own kinds keep their case.
    let name = |kind: &Kind| match family {
        Some(_) => kind.name.to_ascii_lowercase(),
        None => kind.name.to_string(),
    };
    let chosen = chosen.iter().filter(|kind| kind.group == group);
    let names: Vec<_> = chosen.map(|kind| Message::from(name(kind))).collect();
    if names.is_empty() {
        return None;
    }
    let names = any_of(names);
    let clause = match family {
        Some(Family::Right) => Message::new("a right is {what}"),
        Some(Family::Basis) => Message::new("a basis is {what}"),
        Some(Family::Offer) => Message::new("an offer is {what}"),
        Some(Family::Challenge) => Message::new("a challenge is {what}"),
        Some(Family::Delivery) => Message::new("a media delivery is {what}"),
        Some(Family::ProofPack) => Message::new("a proof pack is {what}"),
        Some(Family::Key) => Message::new("an API key is {what}"),
        None => return Some(names),
    };
    Some(clause.with_message("what", names))
}

/// "a", "a or b", "a, b or c".
fn any_of(mut messages: Vec<Message>) -> Message {
    match messages.pop() {
        Some(end) if !messages.is_empty() => Message::new("{rest} or {end}")
            .with_message("rest", Message::List(messages))
            .with_message("end", end),
        Some(only) => only,
        None => Message::List(messages),
    }
}
