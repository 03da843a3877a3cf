use contract::advice::Receiver;
use contract::{Advice, EndpointUrl, Level};

use crate::advice::{advice, is_advised};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn webhook_of_a_chat_is_a_warning() {
    is_advised(
        "https://hooks.slack.com/services/T1/B2/abc",
        &Advice::Receiver(Receiver::Chat("Slack")),
        "This address is for messages to Slack, which have another format than the API's events. Use an endpoint that \
         takes the events, and have it send the messages.",
    );
    for (url, service) in [
        ("https://hooks.slack.com/triggers/T1/2/abc", "Slack"),
        ("https://hooks.slack-gov.com/services/T1/B2/abc", "Slack"),
        ("https://discord.com/api/webhooks/1/abc", "Discord"),
        ("https://ptb.discord.com/api/v10/webhooks/1/abc", "Discord"),
        ("https://discordapp.com/api/webhooks/1/abc", "Discord"),
        (
            "https://acme.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d",
            "Microsoft Teams",
        ),
        ("https://outlook.office.com/webhook/a", "Microsoft Teams"),
        (
            "https://chat.googleapis.com/v1/spaces/A/messages",
            "Google Chat",
        ),
        ("https://webexapis.com/v1/webhooks/incoming/a", "Webex"),
        ("https://api.telegram.org/bot1:a/sendMessage", "Telegram"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/a", "Lark"),
        ("https://oapi.dingtalk.com/robot/send", "DingTalk"),
    ] {
        assert_eq!(
            advice(url),
            [Advice::Receiver(Receiver::Chat(service))],
            "{url}"
        );
    }
    assert_eq!(
        Advice::Receiver(Receiver::Chat("Slack")).level(),
        Level::Warning
    );
}

#[test]
fn request_bin_is_a_warning_that_others_may_read() {
    is_advised(
        "https://webhook.site/3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        &Advice::Receiver(Receiver::RequestBin("webhook.site")),
        "This service shows the requests it receives (webhook.site). Others may be able to read the events. Use it for \
         tests only.",
    );
    for (host, domain) in [
        ("eo1.m.pipedream.net", "pipedream.net"),
        ("acme.free.beeceptor.com", "beeceptor.com"),
        ("requestbin.com", "requestbin.com"),
        ("acme.requestcatcher.com", "requestcatcher.com"),
        ("webhook.site.", "webhook.site"),
    ] {
        let given = advice(&format!("https://{host}/a"));
        let expected = Advice::Receiver(Receiver::RequestBin(domain));
        assert!(given.contains(&expected), "{host}: {given:?}");
    }
}

#[test]
fn test_address_of_n8n_is_a_warning() {
    is_advised(
        "https://n8n.iana.org/webhook-test/3f2504e0",
        &Advice::Receiver(Receiver::N8nTest),
        "The path has /webhook-test/, as the test addresses of n8n do. They take a request only while the workflow is \
         being tested. Use the production address.",
    );
    let below_a_path = advice("https://iana.org/n8n/webhook-test/a");
    assert_eq!(below_a_path, [Advice::Receiver(Receiver::N8nTest)]);
}

#[test]
fn other_address_of_the_same_service_gets_no_advice() {
    for url in [
        "https://n8n.iana.org/webhook/a",
        "https://n8n.iana.org/my-webhook-test/a",
        "https://iana.org/?webhook-test",
        "https://slack.com/services/a",
        "https://discord.com/channels/1",
        "https://outlook.office.com/mail/",
        "https://nothooks.slack.com.iana.org/services/a",
        "https://mywebhook.site/a",
    ] {
        assert_eq!(advice(url), [], "{url}");
    }
}

#[track_caller]
fn own(url: &str, page: &str, base: &str) -> Option<Receiver> {
    Receiver::own(&EndpointUrl::parse(url).unwrap(), page, base)
}

#[test]
fn address_of_the_page_is_no_endpoint() {
    let page = "https://iana.org/hooks/new?a=b#c";
    for url in [
        "https://iana.org/hooks/new",
        "https://IANA.org:443/hooks/./new?d",
    ] {
        assert_eq!(
            own(url, page, "https://api.iana.org"),
            Some(Receiver::Page),
            "{url}"
        );
    }
    for url in [
        "https://iana.org/hooks",
        "https://iana.org:8443/hooks/new",
        "https://a.iana.org/hooks/new",
    ] {
        assert_eq!(own(url, page, "https://api.iana.org"), None, "{url}");
    }
    assert_eq!(own("https://iana.org/", "about:srcdoc", ""), None);
    let text = "This is the address of the page you are on. Use the address of your endpoint.";
    assert_eq!(Advice::Receiver(Receiver::Page).to_string(), text);
}

#[test]
fn address_of_the_api_is_no_endpoint() {
    let page = "https://iana.org/";
    for (url, base) in [
        ("https://api.iana.org/", "https://api.iana.org"),
        ("https://api.iana.org/x", "https://api.iana.org/beta/"),
        ("https://api.iana.org:8443/x", "https://api.iana.org:8443"),
        ("https://iana.org/v1/webhooks", "https://iana.org"),
        ("https://iana.org/api/v1/webhooks", "https://iana.org/api"),
    ] {
        assert_eq!(own(url, page, base), Some(Receiver::Api), "{url}");
    }
    for (url, base) in [
        ("https://api.iana.org/", "https://sandbox.iana.org"),
        ("https://api.iana.org:8443/", "https://api.iana.org"),
        // The page's server passes requests on to the API.
        ("https://iana.org/hooks", "https://iana.org"),
        ("https://iana.org/v1/webhooks", "https://iana.org/api"),
        ("https://api.iana.org/", "api.iana.org"),
    ] {
        assert_eq!(own(url, page, base), None, "{url}");
    }
    let text = "This is an address of the API itself. Use the address of your endpoint.";
    assert_eq!(Advice::Receiver(Receiver::Api).to_string(), text);
}
