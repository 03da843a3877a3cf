//! `eventKinds`: the page's own taxonomy.

use serde_json::{Value, json};

use crate::bare_page::BarePage;

const KINDS: &str = "[
    { id: 'order.paid', name: 'Order paid', description: 'Money is here.', group: 'Shop' },
    { id: 'lamp_post.lit' },
    { id: 'order.made', name: 'Order made', group: 'Shop', firesToday: false },
    { id: 'a.first', group: 'Last' },
]";

/// An element with these kinds, whose creates are recorded instead of sent.
#[track_caller]
fn with_kinds(attributes: &str, kinds: &str) -> BarePage {
    BarePage::with_element(&format!(
        "window.sent = [];
         add({attributes}, {{ properties: {{ eventKinds: {kinds}, fetch: async (request) => {{
             if (request.method === 'GET') return fetch(request);
             sent.push((await request.json()).events);
             return Response.json({{}}, {{ status: 409 }});
         }} }} }})"
    ))
}

#[track_caller]
fn offered(bare_page: &BarePage) -> Value {
    bare_page
        .page
        .shadow_script("return every('[name=events]').map((box) => box.value)", &[])
}

#[test]
fn own_kinds_are_shown_with_their_groups_names_and_descriptions() {
    let bare_page = with_kinds("{}", KINDS);
    let script = "return every('.families > fieldset').map((group) => [group.querySelector('legend span').innerText,
        ...[...group.querySelectorAll('label.kind')].map((kind) => kind.innerText.replace(/\\s+/g, ' ').trim())])";
    assert_eq!(
        bare_page.page.shadow_script(script, &[]),
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
    assert!(!bare_page.page.text().contains("right.issued"));
}

#[test]
fn own_kinds_are_sent_in_the_order_of_the_list() {
    let bare_page = with_kinds(
        "{ url: 'https://a.example/b', label: 'One', events: 'a.first order.made' }",
        KINDS,
    );
    bare_page.page.tick("order.paid");
    bare_page.submit();
    assert_eq!(
        bare_page.run("return sent"),
        json!([["order.paid", "order.made", "a.first"]])
    );
}

#[test]
fn invalid_entries_are_left_out() {
    let bare_page = with_kinds(
        "{}",
        "[null, undefined, 42, 'order.paid', {}, { id: 7 }, { id: '' }, { id: '*' }, { id: 'two words' },
          { id: 'good.one', name: 7, description: {}, group: null, firesToday: 'no' }, { id: 'good.one', name: 'Twice' },
          { get id() { throw new Error('no') } }, [], { id: 'good.two' }]",
    );
    assert_eq!(offered(&bare_page), json!(["good.one", "good.two"]));
    let text = bare_page.page.text();
    assert!(
        !text.contains("Twice") && !text.contains("not fired today"),
        "{text}"
    );
}

#[test]
fn value_that_is_not_a_list_means_the_kinds_of_the_contract() {
    let bare_page = with_kinds("{}", "'order.paid'");
    let all = offered(&bare_page);
    assert!(all.as_array().is_some_and(|all| all.len() > 10));
    for nothing in [
        "null",
        "undefined",
        "{}",
        "{ length: 1, 0: { id: 'a.b' } }",
        "42",
    ] {
        bare_page.run(&format!("form.eventKinds = {KINDS}"));
        assert_eq!(offered(&bare_page).as_array().map(Vec::len), Some(4));
        bare_page.run(&format!("form.eventKinds = {nothing}"));
        assert_eq!(offered(&bare_page), all, "{nothing}");
    }
}

#[test]
fn empty_list_offers_only_all_kinds() {
    let bare_page = with_kinds("{ url: 'https://a.example/b', label: 'One' }", "[]");
    assert_eq!(offered(&bare_page), json!([]));
    bare_page
        .page
        .choose("All kinds, including ones added later");
    bare_page.submit();
    assert_eq!(bare_page.run("return sent"), json!([["*"]]));
}

#[test]
fn start_value_outside_of_the_own_kinds_is_flagged() {
    let bare_page = with_kinds("{ events: 'right.issued order.paid' }", KINDS);
    assert_eq!(bare_page.page.ticked(), ["order.paid", "right.issued"]);
    bare_page.page.wait_for_text("not known here");
    bare_page.run("form.eventKinds = null");
    assert_eq!(bare_page.page.ticked(), ["right.issued", "order.paid"]);
}

/// A page may create the same list again whenever it renders.
#[test]
fn same_kinds_again_do_not_change_selection_and_filter() {
    let bare_page = with_kinds("{}", KINDS);
    bare_page.page.tick("order.made");
    bare_page.page.fill("Filter kinds", "order");
    bare_page.run(&format!("form.eventKinds = {KINDS}"));
    assert_eq!(bare_page.page.ticked(), ["order.made"]);
    assert_eq!(bare_page.page.value_of("event-filter"), "order");
    assert_eq!(bare_page.page.focused(), "event-filter");
}

#[test]
fn markup_in_names_is_text() {
    let bare_page = with_kinds(
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
        bare_page.page.wait_for_text(text);
    }
    assert_eq!(bare_page.run("return 'hacked' in window"), false);
}
