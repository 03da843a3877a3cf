//! Every state of the form is accessible, in each browser.

use e2e::{Engine, Page, Screen};
use serde_json::json;

use crate::form_page::{FormPage, Surface, on_both_surfaces};
use crate::row::Row;
use crate::snapshot::Snapshot;
use crate::states;

const DARK: Screen = Screen {
    dark: true,
    ..Screen::DEFAULT
};
const FORCED: Screen = Screen {
    forced_colors: true,
    ..Screen::DEFAULT
};
const NARROW: Screen = Screen {
    width: 320,
    ..Screen::DEFAULT
};

const TOO_WIDE: &str = "return every('*').filter((node) => node.checkVisibility())
    .filter((node) => {
        const { left, right } = node.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
    }).map((node) => `${node.localName} ${node.className}`)
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the document'] : [])";

const NO_TREE: &str = "its driver hands out no accessibility tree";

pub fn rows() -> Vec<Row> {
    let tree = Row::new("tree", tree)
        .not_in(Engine::Firefox, NO_TREE)
        .not_in(Engine::WebKit, NO_TREE);
    let press = Row::new(
        "press that leaves a field wrong hits what it was on",
        on_both_surfaces(press_hits_its_target),
    );
    Surface::ALL
        .into_iter()
        .flat_map(|surface| {
            [
                Row::new(format!("accessible, {surface}, light"), move || {
                    passes_axe(surface, Screen::DEFAULT);
                }),
                Row::new(format!("accessible, {surface}, dark"), move || {
                    passes_axe(surface, DARK);
                }),
                Row::new(
                    format!("accessible, {surface}, forced colours"),
                    move || {
                        passes_axe(surface, FORCED);
                    },
                )
                .not_in(Engine::WebKit, "it knows no forced colours"),
                Row::new(format!("fits, {surface}"), move || fits(surface)),
                Row::new(format!("right to left, {surface}"), move || {
                    keeps_direction(surface);
                }),
                Row::new(format!("roles and names, {surface}"), move || {
                    has_roles_and_names(surface);
                }),
            ]
        })
        .chain([press, tree])
        .collect()
}

/// No state violates a rule of axe.
fn passes_axe(surface: Surface, screen: Screen) {
    let form = states::open(surface, screen);
    let (mut violations, mut incomplete) = (Vec::new(), 0);
    states::visit_all(&form, |state| {
        let report = states::in_scope(&form, Page::run_axe);
        violations.extend(
            report
                .violations
                .into_iter()
                .map(|violation| format!("{state}: {violation}")),
        );
        incomplete += report.incomplete.len();
    });
    eprintln!("{incomplete} results that axe cannot decide");
    assert!(violations.is_empty(), "{violations:#?}");
}

/// No state is wider than a small screen, or the default one at 400 %, and every target is large enough.
fn fits(surface: Surface) {
    let too_small = "return every('button, input, a').filter((node) => node.checkVisibility())
        .filter((node) => {
            const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
            return width < 24 || height < 24;
        }).map((node) => node.outerHTML)";
    let form = states::open(surface, NARROW);
    assert_none_in_any_state(
        &form,
        &[("is too wide", TOO_WIDE), ("is too small", too_small)],
    );
}

/// # Panics
/// When a script finds elements in a state.
fn assert_none_in_any_state(form: &FormPage, faults: &[(&str, &str)]) {
    let mut failures = Vec::new();
    states::visit_all(form, |state| {
        for (fault, script) in faults {
            let found = states::in_scope(form, |page| page.shadow_script(script, &[]));
            if found != json!([]) {
                failures.push(format!("{state}: {found} {fault}"));
            }
        }
    });
    assert!(failures.is_empty(), "{failures:#?}");
}

/// On a page with the direction `rtl`, sentences are still left to right.
fn keeps_direction(surface: Surface) {
    let ends = "const range = document.createRange();
        const left = (text, at) => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
        };
        return every('*').filter((node) => node.checkVisibility()).flatMap((node) => [...node.childNodes])
            .filter(({ data }) => /[a-z][.…?]\\s*$/.test(data ?? ''))
            .filter((text) => {
                const last = text.data.trimEnd().length - 1;
                return left(text, last) < left(text, last - 1);
            }).map(({ data }) => data)";
    let form = states::open(surface, Screen::DEFAULT);
    form.page
        .script("document.documentElement.dir = 'rtl'", &[]);
    assert_none_in_any_state(
        &form,
        &[("is turned around", ends), ("is too wide", TOO_WIDE)],
    );
}

/// Every state has the roles and names of the snapshot.
fn has_roles_and_names(surface: Surface) {
    let form = states::open(surface, Screen::DEFAULT);
    let mut snapshot = Snapshot::default();
    states::visit_all(&form, |state| {
        snapshot.add(state, states::lines(&form, Page::roles_and_names));
    });
    snapshot.assert_matches(&format!("{surface}-names.txt"));
}

/// The same for the whole accessibility tree of Chromium.
fn tree() {
    let form = states::open(Surface::Console, Screen::DEFAULT);
    let mut snapshot = Snapshot::default();
    states::visit_all(&form, |state| {
        snapshot.add(state, states::lines(&form, Page::accessibility_tree));
    });
    snapshot.assert_matches("console-tree.txt");
}

fn press_hits_its_target(form: &FormPage) {
    let page = &form.page;
    // The error and the hint have a line each: more than the height of a checkbox.
    page.fill("Endpoint URL", "http://user:word@example.com/a");
    page.tick("right.issued");
    page.wait_for_error_at("url", "Use https: deliveries are never sent in the clear");
    page.wait_for_text("1 kind selected");
}
