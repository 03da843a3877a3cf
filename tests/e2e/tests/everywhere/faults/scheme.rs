//! F45: the colour scheme of the page, and that of the system.

use std::fs;

use e2e::host_page::{HostPage, TAG};
use e2e::{FileServer, Screen, TempDir, settings};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![Row::new(
        "F45 colour scheme is the one that the page uses",
        page_decides,
    )]
}

/// Whether the form is dark: its background is, and its text is not.
const IS_DARK: &str =
    "const form = document.querySelector(arguments[0]).shadowRoot.querySelector('.webhook-form');
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminance = (color) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part);
    };
    const { backgroundColor, color } = getComputedStyle(form);
    return luminance(backgroundColor) < luminance(color)";

/// What the page does, after `open` or another: its script, and whether the form is dark then on a dark and a light system.
const PAGES: [(&str, [bool; 2]); 12] = [
    ("", [true, false]),
    ("form.theme = 'light'", [false, false]),
    ("form.theme = 'auto'", [true, false]),
    ("root.style.colorScheme = 'light'", [false, false]),
    ("root.style.colorScheme = 'dark'", [true, true]),
    ("root.style.colorScheme = 'light dark'", [true, false]),
    (
        "root.style.colorScheme = 'light'; form.theme = 'dark'",
        [true, true],
    ),
    (
        "root.style.colorScheme = ''; form.theme = 'auto'",
        [true, false],
    ),
    ("document.body.style.colorScheme = 'dark'", [true, true]),
    ("document.body.style.colorScheme = ''", [true, false]),
    (
        "form.parentElement.style.colorScheme = 'light'",
        [false, false],
    ),
    (
        "const place = document.createElement('div');
         root.querySelector('main').parentElement.append(place);
         place.append(form);
         return new Promise((done) => setTimeout(() => {
             place.style.colorScheme = 'dark';
             done();
         }, 100))",
        [true, true],
    ),
];

fn page_decides() {
    for (system, dark) in [true, false].into_iter().enumerate() {
        let screen = Screen {
            dark,
            ..Screen::DEFAULT
        };
        let folder = TempDir::copy_of(&settings::hosts().join("html"));
        let late = folder.path().join("late.css");
        fs::write(late, ":root { color-scheme: light }").expect("a style sheet is written");
        let host_page = HostPage::on_screen(FileServer::serve(folder.path()), screen);
        let page = &host_page.page;
        host_page.visit("/?");
        host_page.wait_until_mounted();
        page.script(
            "document.querySelector(arguments[0]).theme = 'auto'",
            &[TAG.into()],
        );
        for (script, is_dark) in PAGES {
            let prelude = "const root = document.documentElement;
                const form = document.querySelector(arguments[0]);\n";
            page.script(&[prelude, script].concat(), &[TAG.into()]);
            page.wait_for(script, || {
                page.script(IS_DARK, &[TAG.into()]) == is_dark[system]
            });
        }
        // The theme that an element has from the start counts before what the page leaves open.
        page.script(
            "const form = document.querySelector(arguments[0]);
             const other = form.cloneNode(true);
             other.setAttribute('theme', 'dark');
             other.apiBase = form.apiBase;
             form.parentElement.style.colorScheme = '';
             form.replaceWith(other)",
            &[TAG.into()],
        );
        host_page.wait_until_mounted();
        page.wait_for("the dark theme", || {
            page.script(IS_DARK, &[TAG.into()]) == true
        });
        page.script(
            "document.querySelector(arguments[0]).theme = 'auto'",
            &[TAG.into()],
        );
        // A style sheet that comes late.
        let late = "const link = document.createElement('link');
            Object.assign(link, { rel: 'stylesheet', href: '/late.css' });
            document.head.append(link)";
        page.script(late, &[]);
        page.wait_for("the light page", || {
            page.script(IS_DARK, &[TAG.into()]) == false
        });
        page.script(
            "document.querySelector('link[href=\"/late.css\"]').remove()",
            &[],
        );
        // A name for all of the document, and no style.
        page.script(
            "document.head.append(Object.assign(document.createElement('meta'), { name: 'color-scheme', content: 'dark' }));
             const form = document.querySelector(arguments[0]);
             const parent = form.parentElement;
             parent.style.colorScheme = '';
             form.remove();
             setTimeout(() => parent.append(form))",
            &[TAG.into()],
        );
        host_page.wait_until_mounted();
        page.wait_for("the dark page", || {
            page.script(IS_DARK, &[TAG.into()]) == true
        });
    }
}
