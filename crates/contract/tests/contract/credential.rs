use std::slice::from_ref;

use contract::{Advice, Credential, Level};

use crate::advice::{advice, is_advised};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn credential_begins_a_word() {
    for (text, credential) in [
        ("sk_live_a1", Some(Credential::ApiKey)),
        ("Billing sk_sandbox_a1", Some(Credential::ApiKey)),
        ("key=sk_test_a1&b", Some(Credential::ApiKey)),
        ("(sk_12345678)", Some(Credential::ApiKey)),
        ("“whsec_a”", Some(Credential::SigningSecret)),
        ("v1,whsec_Mf+/=", Some(Credential::SigningSecret)),
        ("task_test_1", None),
        ("sk_SK", None),
        ("sk_", None),
        ("sk_live_", None),
        ("whsec_", None),
        ("my_whsec_a", None),
        ("SK 12345678", None),
        ("", None),
    ] {
        assert_eq!(Credential::find(text), credential, "{text}");
    }
}

#[test]
fn credential_in_an_address_is_a_warning_without_its_value() {
    is_advised(
        "https://iana.org/hooks/sk_live_a1b2",
        &Advice::Credential(Credential::ApiKey),
        "This address contains an API key. Addresses are stored and shown in the clear, and end up in logs. Take it \
         out.",
    );
    is_advised(
        "https://iana.org/?a=whsec_a1b2",
        &Advice::Credential(Credential::SigningSecret),
        "This address contains a signing secret. Addresses are stored and shown in the clear, and end up in logs. Take \
         it out.",
    );
    let given = Advice::Credential(Credential::ApiKey);
    assert_eq!(given.level(), Level::Warning);
    for rest in [
        "a-sk_test_b",
        "%73k_test_b",
        "?a=b&c=%22sk_test_b%22",
        "?sk_test_b",
    ] {
        assert_eq!(
            advice(&format!("https://iana.org/{rest}")),
            from_ref(&given),
            "{rest}"
        );
    }
    assert_eq!(advice("https://iana.org/sk_SK/task_test_1"), []);
}
