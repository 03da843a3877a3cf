//! The accessibility rules of axe.

use std::fs;

use serde_json::json;

use super::{Page, read};
use crate::settings;

/// All rules that are not experimental, with best practices and the size of targets. axe reads the fill colour of texts,
/// which forced colours do not change: it gets the colour instead.
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

/// The message for a text in the colour of its background. axe calls it incomplete, because a page may hide a text like
/// this on purpose; ours does not.
const INVISIBLE: &str = "1:1 contrast ratio";

/// The result of axe for a page.
#[derive(Debug)]
pub struct AxeReport {
    /// The violations and their elements.
    pub violations: Vec<String>,
    /// What axe cannot decide.
    pub incomplete: Vec<String>,
}

impl Page {
    /// Runs axe on the elements in scope.
    ///
    /// # Panics
    /// When the rules cannot be read.
    #[track_caller]
    pub fn run_axe(&self) -> AxeReport {
        if self.script("return typeof axe", &[]) == "undefined" {
            let path = settings::axe();
            let rules = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            self.script(&rules, &[]);
        }
        let scope = self.scope.borrow().clone();
        let found = self.script(RUN, &[json!(scope)]);
        let incomplete = read::texts(&found[1]).into_iter();
        let (invisible, incomplete) = incomplete.partition(|line| line.contains(INVISIBLE));
        AxeReport {
            violations: [read::texts(&found[0]), invisible].concat(),
            incomplete,
        }
    }
}
