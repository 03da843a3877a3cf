use std::sync::Arc;

use contract::event::WILDCARD;
use contract::{EventKind, EventSelection, EventSelectionError, Family};

use super::taxonomy::{Kind, Taxonomy};
use super::words::{say, say_with};

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
    /// Whether the person ever chose anything.
    touched: bool,
    submitted: bool,
    refusal: Option<String>,
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
        Self::new(Arc::default(), "")
    }
}

impl EventPicker {
    /// A picker of these kinds, with some ticked from the start: `right.issued right.revoked`, or `*` for all. A kind
    /// that the taxonomy does not have is kept, and flagged.
    pub fn new(taxonomy: Arc<Taxonomy>, start: &str) -> Self {
        let taxonomy = Taxonomy::with_foreign(taxonomy, start);
        let is_ticked = |kind: &Kind| words(start).any(|word| word == kind.id);
        let ticked: Vec<_> = taxonomy.kinds().iter().map(is_ticked).collect();
        Self {
            scope: if words(start).any(|word| word == WILDCARD) {
                Scope::All
            } else {
                Scope::Chosen
            },
            hidden: vec![false; ticked.len()],
            ticked,
            taxonomy,
            filter: String::new(),
            touched: false,
            submitted: false,
            refusal: None,
        }
    }

    /// The kinds that can be chosen.
    pub fn taxonomy(&self) -> &Arc<Taxonomy> {
        &self.taxonomy
    }

    /// Whether the person ever chose anything.
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// Whether the same is chosen as there.
    pub fn chooses_as(&self, other: &Self) -> bool {
        self.scope == other.scope && self.ticked == other.ticked
    }

    /// The person's choice among other kinds, as far as they are here.
    pub(super) fn choose_as(&mut self, other: &Self) {
        let is_ticked = |kind: &Kind| {
            let mut kinds = other.taxonomy.kinds().iter().zip(&other.ticked);
            kinds.any(|(known, ticked)| *ticked && known.id == kind.id)
        };
        self.ticked = self.taxonomy.kinds().iter().map(is_ticked).collect();
        self.choose(other.scope);
    }

    /// Chosen kinds, or all.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Goes over to the other scope. The ticks stay.
    pub fn choose(&mut self, scope: Scope) {
        self.scope = scope;
        self.touched = true;
        self.refusal = None;
    }

    /// Whether the kind at `at` is ticked.
    pub fn is_ticked(&self, at: usize) -> bool {
        self.ticked[at]
    }

    /// Ticks the kind at `at`, or takes the tick away.
    pub fn tick(&mut self, at: usize, on: bool) {
        self.ticked[at] = on;
        self.touched = true;
        self.refusal = None;
    }

    /// Ticks all shown kinds of a group, or takes their ticks away when all were ticked.
    pub fn tick_group(&mut self, group: usize) {
        let on = !self.group(group).is_full();
        for at in 0..self.ticked.len() {
            if self.taxonomy.kinds()[at].group == group && self.is_shown(at) {
                self.tick(at, on);
            }
        }
    }

    /// What is being looked for.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Looks for something else: kinds that have each of these words in their group, name, identifier or description.
    pub fn set_filter(&mut self, filter: String) {
        let wanted = filter.to_ascii_lowercase();
        for (kind, hidden) in self.taxonomy.kinds().iter().zip(&mut self.hidden) {
            let group = &self.taxonomy.groups()[kind.group].name;
            let text = [group, &kind.name, &kind.id, &kind.description]
                .map(|part| part.to_ascii_lowercase())
                .join(" ");
            *hidden = !wanted.split_whitespace().all(|word| text.contains(word));
        }
        self.filter = filter;
    }

    /// Whether the filter lets the kind at `at` through.
    pub fn is_shown(&self, at: usize) -> bool {
        !self.hidden[at]
    }

    /// Whether the filter lets anything through.
    pub fn shows_any(&self) -> bool {
        self.hidden.contains(&false)
    }

    /// The figures of a group.
    pub fn group(&self, group: usize) -> GroupCount {
        let mut count = GroupCount::default();
        for (at, _) in self.taxonomy.of_group(group) {
            let (shown, ticked) = (self.is_shown(at), self.ticked[at]);
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
        self.refusal = None;
    }

    /// The server refused the selection, in these words.
    pub fn refuse(&mut self, message: String) {
        self.refusal = Some(message);
    }

    /// What is to be said of the selection now.
    pub fn problem(&self) -> Option<String> {
        let missing = self.submitted && self.scope == Scope::Chosen && self.ticked() == 0;
        let own = || missing.then(|| say("Choose at least one kind of event, or all kinds"));
        self.refusal.clone().or_else(own)
    }

    /// Whether kinds are chosen and none of them fires today.
    pub fn is_quiet_today(&self) -> bool {
        self.scope == Scope::Chosen
            && self.ticked() > 0
            && self.chosen().all(|kind| !kind.fires_today)
    }

    /// What will be subscribed to, as the start of a sentence: "When a right is issued or revoked". `None` when
    /// nothing is chosen.
    pub fn occasion(&self) -> Option<String> {
        const NAMED: usize = 6;
        if self.scope == Scope::All {
            return Some(say("On every event, of kinds added later too"));
        }
        match self.ticked() {
            0 => None,
            count if count > NAMED => Some(say_with(
                "On each event of the {count} kinds chosen",
                &[("count", count.to_string())],
            )),
            _ => {
                let groups = 0..self.taxonomy.groups().len();
                let clauses: Vec<_> = groups.filter_map(|group| self.clause(group)).collect();
                Some(say_with("When {what}", &[("what", &join(&clauses))]))
            }
        }
    }

    /// "a right is issued or revoked"
    fn clause(&self, group: usize) -> Option<String> {
        let family = self.taxonomy.groups()[group].family;
        // The page's own kinds are called what the page calls them.
        let name = |kind: &Kind| match family {
            Some(_) => kind.name.to_ascii_lowercase(),
            None => kind.name.to_string(),
        };
        let chosen = self.chosen().filter(|kind| kind.group == group);
        let names: Vec<_> = chosen.map(name).collect();
        if names.is_empty() {
            return None;
        }
        let what = [("what", join(&names))];
        Some(match family {
            Some(Family::Right) => say_with("a right is {what}", &what),
            Some(Family::Basis) => say_with("a basis is {what}", &what),
            Some(Family::Offer) => say_with("an offer is {what}", &what),
            Some(Family::Challenge) => say_with("a challenge is {what}", &what),
            Some(Family::Delivery) => say_with("a media delivery is {what}", &what),
            Some(Family::ProofPack) => say_with("a proof pack is {what}", &what),
            Some(Family::Key) => say_with("an API key is {what}", &what),
            None => join(&names),
        })
    }
}

/// The words of a start value.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
}

/// "a", "a or b", "a, b or c".
fn join(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => say_with(
            "{rest} or {end}",
            &[("rest", &rest.join(", ")), ("end", end)],
        ),
    }
}
