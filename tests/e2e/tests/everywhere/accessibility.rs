//! Everybody can use every state of the form, in each browser.

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

const WIDE: &str = "return every('*').filter((node) => node.checkVisibility())
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
        on_both_surfaces(press_is_no_miss),
    );
    Surface::ALL
        .into_iter()
        .flat_map(|surface| {
            [
                Row::new(format!("accessible, {surface}, light"), move || {
                    judged(surface, Screen::DEFAULT);
                }),
                Row::new(format!("accessible, {surface}, dark"), move || {
                    judged(surface, DARK);
                }),
                Row::new(
                    format!("accessible, {surface}, forced colours"),
                    move || {
                        judged(surface, FORCED);
                    },
                )
                .not_in(Engine::WebKit, "it knows no forced colours"),
                Row::new(format!("fits, {surface}"), move || fits(surface)),
                Row::new(format!("right to left, {surface}"), move || turns(surface)),
                Row::new(format!("roles and names, {surface}"), move || {
                    named(surface);
                }),
            ]
        })
        .chain([press, tree])
        .collect()
}

/// No state breaks a rule that a program can check.
fn judged(surface: Surface, screen: Screen) {
    let form = states::open(surface, screen);
    let (mut breaches, mut undecided) = (Vec::new(), 0);
    states::visit_all(&form, |state| {
        let verdict = states::in_scope(&form, Page::run_axe);
        breaches.extend(
            verdict
                .violations
                .into_iter()
                .map(|breach| format!("{state}: {breach}")),
        );
        undecided += verdict.incomplete.len();
    });
    eprintln!("{undecided} places that no program can decide on");
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// No state is wider than a small screen, or the usual one at 400 %, and everything to be hit is large enough.
fn fits(surface: Surface) {
    let small = "return every('button, input, a').filter((node) => node.checkVisibility())
        .filter((node) => {
            const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
            return width < 24 || height < 24;
        }).map((node) => node.outerHTML)";
    let form = states::open(surface, NARROW);
    none_in_any_state(&form, &[("is too wide", WIDE), ("is too small", small)]);
}

/// # Panics
/// When one of the scripts finds something in a state.
fn none_in_any_state(form: &FormPage, faults: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    states::visit_all(form, |state| {
        for (fault, script) in faults {
            let found = states::in_scope(form, |page| page.shadow_script(script, &[]));
            if found != json!([]) {
                wrong.push(format!("{state}: {found} {fault}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// In a page that is written from right to left, a sentence still ends where it ends.
fn turns(surface: Surface) {
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
    none_in_any_state(&form, &[("is turned around", ends), ("is too wide", WIDE)]);
}

/// Every state has the roles and names that it had.
fn named(surface: Surface) {
    let form = states::open(surface, Screen::DEFAULT);
    let mut snapshot = Snapshot::default();
    states::visit_all(&form, |state| {
        snapshot.add(state, states::lines(&form, Page::roles_and_names));
    });
    snapshot.hold(&format!("{surface}-names.txt"));
}

/// The same with all that Chromium knows of them.
fn tree() {
    let form = states::open(Surface::Console, Screen::DEFAULT);
    let mut snapshot = Snapshot::default();
    states::visit_all(&form, |state| {
        snapshot.add(state, states::lines(&form, Page::accessibility_tree));
    });
    snapshot.hold("console-tree.txt");
}

fn press_is_no_miss(form: &FormPage) {
    let page = &form.page;
    // A line for what is wrong and one for the offer: more than a box is high.
    page.fill("Endpoint URL", "http://user:word@example.com/a");
    page.tick("right.issued");
    page.wait_for_error_at("url", "Use https: deliveries are never sent in the clear");
    page.wait_for_text("1 kind selected");
}
