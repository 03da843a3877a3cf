//! `eventKinds`: the page's own taxonomy.

use serde_json::{Value, json};

use crate::bare::Bare;

const KINDS: &str = "[
    { id: 'order.paid', name: 'Order paid', description: 'Money is here.', group: 'Shop' },
    { id: 'lamp_post.lit' },
    { id: 'order.made', name: 'Order made', group: 'Shop', firesToday: false },
    { id: 'a.first', group: 'Last' },
]";

/// An element with these kinds, whose creates are written down instead of sent.
#[track_caller]
fn with_kinds(attributes: &str, kinds: &str) -> Bare {
    Bare::with(&format!(
        "window.sent = [];
         add({attributes}, {{ properties: {{ eventKinds: {kinds}, fetch: async (request) => {{
             if (request.method === 'GET') return fetch(request);
             sent.push((await request.json()).events);
             return Response.json({{}}, {{ status: 409 }});
         }} }} }})"
    ))
}

#[track_caller]
fn offered(bare: &Bare) -> Value {
    bare.page
        .shadow_script("return every('[name=events]').map((box) => box.value)", &[])
}

#[test]
fn own_kinds_are_shown_with_their_groups_names_and_descriptions() {
    let bare = with_kinds("{}", KINDS);
    let script = "return every('.families > fieldset').map((group) => [group.querySelector('legend span').innerText,
        ...[...group.querySelectorAll('label.kind')].map((kind) => kind.innerText.replace(/\\s+/g, ' ').trim())])";
    assert_eq!(
        bare.page.shadow_script(script, &[]),
        json!([
            [
                "Shop",
                "Order paid order.paid Money is here.",
                "Order made order.made not fired today"
            ],
            ["lamp post", "lamp_post.lit lamp_post.lit"],
            ["Last", "a.first a.first"],
        ])
    );
    assert!(!bare.page.text().contains("right.issued"));
}

#[test]
fn own_kinds_are_sent_in_the_order_of_the_list() {
    let bare = with_kinds(
        "{ url: 'https://a.example/b', label: 'One', events: 'a.first order.made' }",
        KINDS,
    );
    bare.page.tick("order.paid");
    bare.send();
    assert_eq!(
        bare.run("return sent"),
        json!([["order.paid", "order.made", "a.first"]])
    );
}

#[test]
fn wrong_entries_are_left_out() {
    let bare = with_kinds(
        "{}",
        "[null, undefined, 42, 'order.paid', {}, { id: 7 }, { id: '' }, { id: '*' }, { id: 'two words' },
          { id: 'good.one', name: 7, description: {}, group: null, firesToday: 'no' }, { id: 'good.one', name: 'Twice' },
          { get id() { throw new Error('no') } }, [], { id: 'good.two' }]",
    );
    assert_eq!(offered(&bare), json!(["good.one", "good.two"]));
    let text = bare.page.text();
    assert!(
        !text.contains("Twice") && !text.contains("not fired today"),
        "{text}"
    );
}

#[test]
fn what_is_no_list_stands_for_the_kinds_of_the_contract() {
    let bare = with_kinds("{}", "'order.paid'");
    let all = offered(&bare);
    assert!(all.as_array().is_some_and(|all| all.len() > 10));
    for nothing in [
        "null",
        "undefined",
        "{}",
        "{ length: 1, 0: { id: 'a.b' } }",
        "42",
    ] {
        bare.run(&format!("form.eventKinds = {KINDS}"));
        assert_eq!(offered(&bare).as_array().map(Vec::len), Some(4));
        bare.run(&format!("form.eventKinds = {nothing}"));
        assert_eq!(offered(&bare), all, "{nothing}");
    }
}

#[test]
fn empty_list_offers_none_but_all() {
    let bare = with_kinds("{ url: 'https://a.example/b', label: 'One' }", "[]");
    assert_eq!(offered(&bare), json!([]));
    bare.page.choose("All kinds, including ones added later");
    bare.send();
    assert_eq!(bare.run("return sent"), json!([["*"]]));
}

#[test]
fn start_value_that_the_own_kinds_lack_is_flagged() {
    let bare = with_kinds("{ events: 'right.issued order.paid' }", KINDS);
    assert_eq!(bare.page.ticked(), ["order.paid", "right.issued"]);
    bare.page.wait_for_text("not known here");
    bare.run("form.eventKinds = null");
    assert_eq!(bare.page.ticked(), ["right.issued", "order.paid"]);
}

/// A page may make the same list anew whenever it is drawn.
#[test]
fn same_kinds_again_leave_what_was_ticked_and_looked_for() {
    let bare = with_kinds("{}", KINDS);
    bare.page.tick("order.made");
    bare.page.fill("Filter kinds", "order");
    bare.run(&format!("form.eventKinds = {KINDS}"));
    assert_eq!(bare.page.ticked(), ["order.made"]);
    assert_eq!(bare.page.value_of("event-filter"), "order");
    assert_eq!(bare.page.focused(), "event-filter");
}

#[test]
fn markup_in_names_is_text() {
    let bare = with_kinds(
        "{}",
        "[{ id: '<img/src=x/onerror=hacked=1>', name: '<b>bold</b>', description: '<script>hacked=1</script>',
            group: '<i>group</i>' }]",
    );
    for text in [
        "<b>bold</b>",
        "<script>hacked=1</script>",
        "<i>group</i>",
        "<img/src=x/onerror=hacked=1>",
    ] {
        bare.page.wait_for_text(text);
    }
    assert_eq!(bare.run("return 'hacked' in window"), false);
}
