//! The rules of accessibility that a program can check.

use std::fs;

use serde_json::json;

use super::{Page, read};
use crate::settings;

/// All that is not experimental, best practices too; the size of targets is left out unless it is asked for. Forced
/// colours are read where they are: axe asks for the colour of a text's filling, which stays what the page made it.
const RUN: &str = "const { prototype } = window.CSSStyleDeclaration, { getPropertyValue } = prototype;
    prototype.getPropertyValue = function (name) {
        return getPropertyValue.call(this, name === '-webkit-text-fill-color' ? 'color' : name);
    };
    return axe.run(arguments[0] ?? document, {
        resultTypes: ['violations', 'incomplete'], rules: { 'target-size': { enabled: true } },
    }).then((found) => ['violations', 'incomplete'].map((part) => found[part].flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
            const reasons = [...any, ...all, ...none].map(({ message }) => message);
            return `${id}: ${help}: ${target.flat().join(' ')}: ${reasons.join('; ')}`;
        })))).finally(() => { prototype.getPropertyValue = getPropertyValue })";

/// Said of a text that cannot be seen. A page may hide one so on purpose, and axe does not decide; ours hides none.
const UNSEEN: &str = "1:1 contrast ratio";

/// What the rules say of a page.
#[derive(Debug)]
pub struct Verdict {
    /// What breaks one, and where.
    pub breaches: Vec<String>,
    /// What no program can decide.
    pub undecided: Vec<String>,
}

impl Page {
    /// Holds what is looked at now against the rules.
    ///
    /// # Panics
    /// When the rules cannot be read.
    #[track_caller]
    pub fn judge(&self) -> Verdict {
        if self.script("return typeof axe", &[]) == "undefined" {
            let path = settings::axe();
            let rules = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            self.script(&rules, &[]);
        }
        let place = self.part.borrow().clone();
        let found = self.script(RUN, &[json!(place)]);
        let undecided = read::texts(&found[1]).into_iter();
        let (unseen, undecided) = undecided.partition(|place| place.contains(UNSEEN));
        Verdict {
            breaches: [read::texts(&found[0]), unseen].concat(),
            undecided,
        }
    }
}
