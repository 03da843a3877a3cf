//! Themes.

use e2e::{Page, Sandbox};

#[test]
fn theme_follows_the_preference() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let brightness = |theme: &str| {
        page.set_color_scheme(theme);
        let script = "const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = getComputedStyle(document.body).backgroundColor; canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1]";
        page.script(script, &[]).as_u64().expect("a number")
    };
    assert!(brightness("light") > 200);
    assert!(brightness("dark") < 60);
}
