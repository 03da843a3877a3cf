use contract::EndpointUrl;
use contract::parsed_url::ParsedUrl;

use crate::url::accepted;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn text_with_a_dotted_host_and_no_scheme_is_completed() {
    for text in [
        "example.com/x",
        "example.com:8080/x",
        "bücher.example",
        "1.2.3.4/x",
        "a.example?x:y",
        "a.example/@b",
    ] {
        let completed = format!("https://{text}");
        assert_eq!(EndpointUrl::complete(text), Some(completed.clone()));
        accepted(&completed);
    }
    assert_eq!(
        EndpointUrl::complete(" a.example\n").as_deref(),
        Some("https://a.example")
    );
}

#[test]
fn other_texts_are_not_completed() {
    for text in [
        "",
        "x",
        "/x",
        "/a.b",
        "localhost:3000",
        "//a.b",
        "user@example.com",
        "a.b:80@example.com",
        "mailto:a@b.c",
        "javascript:a.b",
        "https://a.b",
        "http://a.b",
        "a.b:c",
        "a.b:80x",
        ".",
        "..",
        "./x",
        "../x",
        ".a",
        "e. g. x",
        "?a.b",
        "#a.b",
        "[::1].x",
        "C:\\x.txt",
    ] {
        assert_eq!(EndpointUrl::complete(text), None, "{text:?}");
    }
    assert_eq!(EndpointUrl::complete(&"a.b".repeat(1000)), None);
}

#[test]
fn parts_are_before_the_host_the_host_and_after_it() {
    let url = accepted("https://a.example:8443/x?y");
    assert_eq!(url.parts(), ("https://", "a.example", ":8443/x?y"));
    let url = accepted("https://:@[::1]/");
    assert_eq!(url.parts(), ("https://", "[::1]", "/"));
}

#[test]
fn without_query_has_no_query_and_no_fragment() {
    assert_eq!(
        accepted("https://a.example/x?token=1#y").without_query(),
        "https://a.example/x"
    );
    assert_eq!(
        accepted("https://a.example/x#y?z").without_query(),
        "https://a.example/x"
    );
    assert_eq!(
        accepted("https://a.example/x").without_query(),
        "https://a.example/x"
    );
}

#[test]
fn serde_goes_through_parse() {
    let url: EndpointUrl = serde_json::from_str(r#"" HTTPS://a.example ""#).unwrap();
    assert_eq!(
        serde_json::to_string(&url).unwrap(),
        r#""https://a.example/""#
    );
    let error = serde_json::from_str::<EndpointUrl>(r#""http://a.example""#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the address must begin with https, not http"
    );
    assert_eq!("https://a.example".parse(), Ok(url.clone()));
    assert_eq!(
        EndpointUrl::try_from("https://a.example".to_owned()),
        Ok(url)
    );
}

#[test]
fn components_are_the_same_in_both_parsers() {
    let address = ParsedUrl::parse("http://us%20er:wo:rd@A.example:80/x?y#z").unwrap();
    assert_eq!(
        (address.scheme.as_str(), address.host.as_str(), address.port),
        ("http", "a.example", None)
    );
    assert_eq!(
        (address.username.as_str(), address.password.as_str()),
        ("us%20er", "wo%3Ard")
    );
    assert_eq!(
        (
            address.path.as_str(),
            address.query.as_deref(),
            address.fragment.as_deref()
        ),
        ("/x", Some("y"), Some("z"))
    );
    let address = ParsedUrl::parse("https://[::1]:8080?#").unwrap();
    assert_eq!(
        (address.host.as_str(), address.port, address.href.as_str()),
        ("[::1]", Some(8080), "https://[::1]:8080/?#")
    );
    assert_eq!((address.query, address.fragment), (None, None));
    assert_eq!(ParsedUrl::parse("/relative"), None);
    assert_eq!(ParsedUrl::parse("https://"), None);
}

#[test]
fn origin_is_scheme_host_and_explicit_port() {
    let origin = |text| ParsedUrl::parse(text).unwrap().origin();
    assert_eq!(origin("https://a.example:443/x?y"), "https://a.example");
    assert_eq!(origin("http://[::1]:8080/x"), "http://[::1]:8080");
}
