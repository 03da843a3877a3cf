use webhook_console::model::CreateForm;

fn form(url: &str) -> CreateForm {
    let mut form = CreateForm::default();
    form.set_url(url.into());
    form
}

fn left(url: &str) -> CreateForm {
    let mut form = form(url);
    form.leave_url();
    form
}

#[test]
fn missing_scheme_comes_when_the_field_is_left_and_it_is_said() {
    for (typed, text, added) in [
        ("example.com/x", "https://example.com/x", true),
        (" example.com:8443 ", "https://example.com:8443", true),
        (" https://example.com\n", "https://example.com", false),
        ("localhost:3000", "localhost:3000", false),
        ("/x", "/x", false),
        ("x", "x", false),
        ("", "", false),
    ] {
        let form = left(typed);
        assert_eq!(form.url.text(), text);
        assert_eq!(form.scheme_was_added(), added, "{typed:?}");
    }
}

#[test]
fn nothing_is_completed_while_it_is_typed() {
    let form = form("example.com/x");
    assert_eq!(form.url.text(), "example.com/x");
    assert_eq!((form.endpoint(), form.url_problem()), (None, None));
}

#[test]
fn scheme_is_said_no_more_once_the_text_is_changed() {
    let mut form = left("example.com");
    form.set_url("https://example.org".into());
    assert!(!form.scheme_was_added());
}

#[test]
fn white_space_goes_without_a_judgement() {
    let mut form = form(" \tx\n");
    form.trim_url();
    assert_eq!(form.url.text(), "x");
    assert_eq!(form.url_problem(), None);
}

#[test]
fn https_is_offered_when_http_is_all_that_is_wrong() {
    for (typed, offer) in [
        ("http://example.com/x?y", Some("https://example.com/x?y")),
        ("HTTP://example.com", Some("https://example.com")),
        ("http:example.com", Some("https:example.com")),
        ("http://me@example.com", None),
        ("http://", None),
        ("https://example.com", None),
        ("ftp://example.com", None),
        ("example.com", None),
    ] {
        assert_eq!(form(typed).https_offer().as_deref(), offer, "{typed}");
    }
}

#[test]
fn offer_is_taken_up() {
    let mut form = left("http://example.com/x");
    form.use_https();
    assert_eq!(form.url.text(), "https://example.com/x");
    assert_eq!(form.url_problem(), None);
    form.use_https();
    assert_eq!(form.url.text(), "https://example.com/x");
}

#[test]
fn problems_are_told_in_plain_words() {
    for (typed, problem) in [
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
        assert_eq!(left(typed).url_problem().as_deref(), problem, "{typed}");
    }
    let long = left(&format!("https://a.example/{}", "x".repeat(200_000)));
    assert_eq!(
        long.url_problem().as_deref(),
        Some("At most 2048 characters, 200018 were given")
    );
}

#[test]
fn empty_address_is_asked_for_after_a_submit() {
    let mut form = CreateForm::default();
    form.leave_url();
    assert_eq!(form.url_problem(), None);
    assert_eq!(form.submit(0.0, None), None);
    assert_eq!(
        form.url_problem().as_deref(),
        Some("Enter the address of your endpoint")
    );
}
