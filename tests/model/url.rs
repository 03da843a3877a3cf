use webhook_console::model::{CreateForm, UrlField, UrlPolicy};

use crate::forms::text;

/// A field in which this text was typed.
fn typed(text: &str) -> UrlField {
    let mut url = UrlField::default();
    url.set(text.into());
    url
}

/// The same once it was left.
fn blurred(text: &str) -> UrlField {
    let mut url = typed(text);
    url.blur();
    url
}

#[test]
fn missing_scheme_is_added_on_blur() {
    for (input, text, added) in [
        ("example.com/x", "https://example.com/x", true),
        (" example.com:8443 ", "https://example.com:8443", true),
        (" https://example.com\n", "https://example.com", false),
        ("localhost:3000", "localhost:3000", false),
        ("/x", "/x", false),
        ("x", "x", false),
        ("", "", false),
    ] {
        let url = blurred(input);
        assert_eq!(url.text(), text);
        assert_eq!(url.scheme_was_added(), added, "{input:?}");
    }
}

#[test]
fn address_is_not_completed_while_it_is_typed() {
    let url = typed("example.com/x");
    assert_eq!(url.text(), "example.com/x");
    assert_eq!((url.endpoint(), url.problem()), (None, None));
}

#[test]
fn edited_address_has_no_added_scheme() {
    let mut url = blurred("example.com");
    url.set("https://example.org".into());
    assert!(!url.scheme_was_added());
}

#[test]
fn white_space_goes_when_the_field_is_left_and_not_before() {
    let mut url = typed(" \thttps://a.example/\n");
    assert_eq!(url.text(), " \thttps://a.example/\n");
    assert!(url.endpoint().is_some());
    url.blur();
    assert_eq!(url.text(), "https://a.example/");
}

#[test]
fn https_is_offered_when_http_is_all_that_is_wrong() {
    for (input, offer) in [
        ("http://example.com/x?y", Some("https://example.com/x?y")),
        ("HTTP://example.com", Some("https://example.com")),
        ("http:example.com", Some("https:example.com")),
        ("http://me@example.com", None),
        ("http://", None),
        ("https://example.com", None),
        ("ftp://example.com", None),
        ("example.com", None),
    ] {
        assert_eq!(typed(input).offer().as_deref(), offer, "{input}");
    }
}

#[test]
fn accepted_offer_replaces_the_address() {
    let mut url = blurred("http://example.com/x");
    url.use_offer();
    assert_eq!(url.text(), "https://example.com/x");
    assert_eq!(url.problem(), None);
    url.use_offer();
    assert_eq!(url.text(), "https://example.com/x");
}

#[test]
fn problems_are_worded_plainly() {
    for (input, problem) in [
        ("https://example.com", None),
        (
            "x",
            Some("Enter the whole address, as in https://example.com/hooks"),
        ),
        (
            "/x",
            Some("Enter the whole address, as in https://example.com/hooks"),
        ),
        (
            "localhost:3000",
            Some("Enter the whole address, as in https://example.com/hooks"),
        ),
        (
            "http://example.com",
            Some("Use https: deliveries are never sent in the clear"),
        ),
        (
            "ftp://example.com",
            Some("The address must begin with https, not ftp"),
        ),
        (
            "https://me:word@example.com",
            Some(
                "Take the user name and password out of the address: it is stored and shown in the clear",
            ),
        ),
        (
            "https://a b",
            Some("An address has no spaces in it; write %20 where one is meant"),
        ),
        ("https://", Some("The address has no host name")),
        (
            "https://a.example:99999",
            Some("\"99999\" is not a port; ports are 0 to 65535"),
        ),
    ] {
        assert_eq!(
            text(blurred(input).problem()).as_deref(),
            problem,
            "{input}"
        );
    }
    let long = blurred(&format!("https://a.example/{}", "x".repeat(200_000)));
    assert_eq!(
        text(long.problem()).as_deref(),
        Some("At most 2048 characters, 200018 were given")
    );
}

#[test]
fn empty_address_is_a_problem_after_a_submit() {
    let mut form = CreateForm::default();
    form.url.blur();
    assert_eq!(form.url.problem(), None);
    assert_eq!(form.submit(0.0, None), None);
    assert_eq!(
        text(form.url.problem()).as_deref(),
        Some("Enter the address of your endpoint")
    );
}

#[test]
fn no_verb_lowers_the_edits_of_an_address() {
    let mut url = UrlField::new("http://a.example/");
    let mut edits = url.edits();
    let verbs: [fn(&mut UrlField); 7] = [
        UrlField::use_offer,
        |url| _ = url.set(" b.example ".into()),
        UrlField::blur,
        UrlField::submit,
        |url| url.set_initial("c.example"),
        UrlField::reset,
        |url| url.set_initial("d.example"),
    ];
    for verb in verbs.iter().cycle().take(3 * verbs.len()) {
        verb(&mut url);
        assert!(url.edits() >= edits);
        edits = url.edits();
    }
}

#[test]
fn reset_restores_the_initial_address_and_is_an_edit() {
    let mut url = blurred("example.com");
    let edits = url.edits();
    url.reset();
    assert!(url.edits() > edits);
    assert_eq!((url.text(), url.is_dirty()), ("", false));
    assert!(!url.scheme_was_added());
    assert_eq!((url.endpoint(), url.problem()), (None, None));
}

#[test]
fn initial_address_is_parsed_and_is_no_edit() {
    let mut url = UrlField::new("https://a.example/");
    url.set_initial("https://b.example/");
    let endpoint = url.endpoint().map(contract::EndpointUrl::as_str);
    assert_eq!(endpoint, Some("https://b.example/"));
    assert_eq!((url.edits(), url.is_dirty()), (0, false));
    url.set_initial("b.example");
    assert_eq!(url.endpoint(), None);
}

#[test]
fn initial_address_leaves_an_edited_one_and_its_added_scheme() {
    let mut url = blurred("example.com");
    let edits = url.edits();
    url.set_initial("https://initial.example/");
    assert_eq!(url.text(), "https://example.com");
    assert!(url.scheme_was_added() && url.is_dirty());
    assert_eq!(url.edits(), edits);
    url.reset();
    assert_eq!(url.text(), "https://initial.example/");
}

#[test]
fn address_is_shown_as_it_is_sent_where_it_was_typed_differently() {
    for (input, sent) in [
        ("https://example.com/x", None),
        ("example.com/x", Some("https://example.com/x")),
        (" https://example.com/x ", None),
        ("https://example.com", Some("https://example.com/")),
        ("HTTPS://EXAMPLE.com/x", Some("https://example.com/x")),
        (
            "https://bücher.example/",
            Some("https://xn--bcher-kva.example/"),
        ),
        ("http://example.com", None),
        ("", None),
    ] {
        let sent_as = |url: &UrlField| url.sent_as().map(ToString::to_string);
        assert_eq!(sent_as(&typed(input)), None, "{input:?} before blur");
        let mut url = blurred(input);
        assert_eq!(sent_as(&url).as_deref(), sent, "{input:?}");
        url.set(url.text().to_owned());
        assert_eq!(sent_as(&url), None, "{input:?} after a change");
    }
}

#[test]
fn address_that_the_policy_refuses_is_not_shown_as_sent() {
    let mut url = blurred("https://192.168.0.1");
    assert!(url.sent_as().is_some());
    url.set_policy(UrlPolicy::Public);
    assert_eq!(url.sent_as(), None);
    assert!(url.advice().is_empty());
    assert!(url.problem().is_some());
}

#[test]
fn policy_refuses_names_that_are_not_public_and_warns_about_those_of_documents() {
    for (host, is_refused) in [
        ("nas.lan", true),
        ("shop.test", true),
        ("recv.pay.svc", true),
        ("127.0.0.1.nip.io", true),
        ("a.localtest.me", true),
        ("8.8.8.8.nip.io", false),
        ("example.com", false),
    ] {
        let mut url = blurred(&format!("https://{host}/"));
        url.set_policy(UrlPolicy::Public);
        assert_eq!(url.endpoint().is_none(), is_refused, "{host}");
        assert_eq!(url.problem().is_some(), is_refused, "{host}");
    }
    assert_eq!(blurred("https://example.com/").advice().len(), 1);
}

#[test]
fn page_and_api_are_warned_about_once_the_field_was_left() {
    let (page, base) = ("https://iana.org/new", "https://api.iana.org");
    let advice = |url: &UrlField| {
        let advice = url.advice_in(page, base);
        advice.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let texts = [
        (
            page,
            "This is the address of the page you are on. Use the address of your endpoint.",
        ),
        (
            base,
            "This is an address of the API itself. Use the address of your endpoint.",
        ),
    ];
    for (address, text) in texts {
        assert!(advice(&typed(address)).is_empty(), "{address}");
        let mut url = blurred(address);
        assert_eq!(advice(&url), [text]);
        assert!(
            url.set(format!("{address}/a")),
            "the warning goes, which is shown"
        );
        assert!(advice(&url).is_empty());
        url.blur();
        url.set_policy(UrlPolicy::Silent);
        assert!(advice(&url).is_empty());
    }
    let tunnel = blurred("https://a.loca.lt/");
    assert_eq!(tunnel.advice_in(page, base), tunnel.advice());
}
