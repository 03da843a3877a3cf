use contract::event::TAXONOMY;
use contract::{EventKind, EventSelection, EventSelectionError, Family};

/// Which kinds a subscription is to be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those that are ticked.
    #[default]
    Chosen,
    /// All, later ones included.
    All,
}

/// The event picker: positions are those of the taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventPicker {
    scope: Scope,
    ticked: [bool; TAXONOMY.len()],
    filter: String,
    hidden: [bool; TAXONOMY.len()],
    submitted: bool,
    refusal: Option<String>,
}

/// How many kinds of a family there are, are shown, and are ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FamilyCount {
    /// All its kinds.
    pub all: usize,
    /// Its ticked kinds.
    pub ticked: usize,
    /// Its kinds that the filter lets through.
    pub shown: usize,
    /// Those of the shown that are ticked.
    pub shown_ticked: usize,
}

impl FamilyCount {
    /// Whether the family's box is ticked: all that it acts on are.
    pub fn is_full(self) -> bool {
        self.shown > 0 && self.shown_ticked == self.shown
    }

    /// Whether the family's box is neither ticked nor empty.
    pub fn is_mixed(self) -> bool {
        self.shown_ticked > 0 && !self.is_full()
    }
}

impl EventPicker {
    /// Chosen kinds, or all.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Goes over to the other scope. The ticks stay.
    pub fn choose(&mut self, scope: Scope) {
        self.scope = scope;
        self.refusal = None;
    }

    /// Whether the kind at `at` is ticked.
    pub fn is_ticked(&self, at: usize) -> bool {
        self.ticked[at]
    }

    /// Ticks the kind at `at`, or takes the tick away.
    pub fn tick(&mut self, at: usize, on: bool) {
        self.ticked[at] = on;
        self.refusal = None;
    }

    /// Ticks all shown kinds of a family, or takes their ticks away when all were ticked.
    pub fn tick_family(&mut self, family: Family) {
        let on = !self.family(family).is_full();
        for (at, fact) in TAXONOMY.iter().enumerate() {
            if fact.family == family && self.is_shown(at) {
                self.tick(at, on);
            }
        }
    }

    /// What is being looked for.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Looks for something else: kinds that have each of these words in their family, name, identifier or description.
    pub fn set_filter(&mut self, filter: String) {
        let words = filter.to_ascii_lowercase();
        for (fact, hidden) in TAXONOMY.iter().zip(&mut self.hidden) {
            let text = [fact.family.name(), fact.name, fact.id, fact.description]
                .join(" ")
                .to_ascii_lowercase();
            *hidden = !words.split_whitespace().all(|word| text.contains(word));
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

    /// The figures of a family.
    pub fn family(&self, family: Family) -> FamilyCount {
        let mut count = FamilyCount::default();
        for at in (0..TAXONOMY.len()).filter(|at| TAXONOMY[*at].family == family) {
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

    /// What will be subscribed to.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] when kinds are to be chosen and none is ticked: nothing ticked is never "all".
    pub fn selection(&self) -> Result<EventSelection, EventSelectionError> {
        match self.scope {
            Scope::All => Ok(EventSelection::all()),
            Scope::Chosen => {
                let chosen = TAXONOMY
                    .iter()
                    .zip(self.ticked)
                    .filter(|(_, ticked)| *ticked);
                EventSelection::of(chosen.map(|(fact, _)| EventKind::Known(fact)))
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
        let missing = self.submitted && self.selection().is_err();
        let own = missing.then(|| "Choose at least one kind of event, or all kinds".to_owned());
        self.refusal.clone().or(own)
    }

    /// Whether kinds are chosen and none of them fires today.
    pub fn is_quiet_today(&self) -> bool {
        let waits = |(fact, _): (&contract::event::Fact, bool)| !fact.fires_today;
        let mut chosen = TAXONOMY
            .iter()
            .zip(self.ticked)
            .filter(|(_, ticked)| *ticked);
        self.scope == Scope::Chosen && self.ticked() > 0 && chosen.all(waits)
    }

    /// What will be subscribed to, as the start of a sentence: "When a right is issued or revoked". `None` when
    /// nothing is chosen.
    pub fn occasion(&self) -> Option<String> {
        const NAMED: usize = 6;
        if self.scope == Scope::All {
            return Some("On every event, of kinds added later too".to_owned());
        }
        match self.ticked() {
            0 => None,
            ticked if ticked > NAMED => Some(format!("On each event of the {ticked} kinds chosen")),
            _ => {
                let clauses: Vec<_> = Family::ALL
                    .into_iter()
                    .filter_map(|family| self.clause(family))
                    .collect();
                Some(format!("When {}", join(&clauses, "or")))
            }
        }
    }

    /// "a right is issued or revoked"
    fn clause(&self, family: Family) -> Option<String> {
        let subject = match family {
            Family::Right => "a right is",
            Family::Basis => "a basis is",
            Family::Offer => "an offer is",
            Family::Challenge => "a challenge is",
            Family::Delivery => "a media delivery is",
            Family::ProofPack => "a proof pack is",
            Family::Key => "an API key is",
        };
        let chosen = TAXONOMY.iter().zip(self.ticked);
        let chosen = chosen.filter(|(fact, ticked)| *ticked && fact.family == family);
        let verbs: Vec<_> = chosen
            .map(|(fact, _)| fact.name.to_ascii_lowercase())
            .collect();
        (!verbs.is_empty()).then(|| format!("{subject} {}", join(&verbs, "or")))
    }
}

/// "a", "a or b", "a, b or c".
fn join(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}
