//! Addresses of which it is known that they will not take the API's payload, or that others may read it.

use super::is_within;
use crate::api_base::ApiBase;
use crate::endpoint_url::EndpointUrl;
use crate::parsed_url::ParsedUrl;

/// What is known of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// It takes messages of one service, in a format of its own.
    Chat(&'static str),
    /// It shows the requests that it receives, perhaps to everyone who knows the address.
    RequestBin(&'static str),
    /// It answers only while a workflow is tested in n8n.
    N8nTest,
    /// It is the page with the form.
    Page,
    /// It is the API.
    Api,
}

/// The service, its domains with spaces between them, and how its paths begin.
type Chat = (&'static str, &'static str, &'static str);

/// The addresses of chat services that take messages in a format of their own.
const CHATS: [Chat; 9] = [
    // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; GovSlack has a domain of its own.
    ("Slack", "hooks.slack.com hooks.slack-gov.com", "/"),
    // discord.com/developers/docs/resources/webhook; the path may have a version: /api/v10/webhooks/.
    ("Discord", "discord.com discordapp.com", "/api/"),
    // learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
    ("Microsoft Teams", "webhook.office.com", "/webhook"),
    (
        "Microsoft Teams",
        "outlook.office.com outlook.office365.com",
        "/webhook/",
    ),
    // developers.google.com/workspace/chat/quickstart/webhooks
    ("Google Chat", "chat.googleapis.com", "/v1/spaces/"),
    // apphub.webex.com/applications/incoming-webhooks-cisco-systems-38054-23307-75252
    ("Webex", "webexapis.com", "/v1/webhooks/incoming/"),
    // core.telegram.org/bots/api#making-requests
    ("Telegram", "api.telegram.org", "/bot"),
    // open.larksuite.com/document/client-docs/bot-v3/add-custom-bot
    (
        "Lark",
        "open.larksuite.com open.feishu.cn",
        "/open-apis/bot/",
    ),
    // open.dingtalk.com/document/robots/custom-robot-access
    ("DingTalk", "oapi.dingtalk.com", "/robot/send"),
];

/// The domains of services that show the requests they receive; each describes itself at its domain.
const REQUEST_BINS: &str = "webhook.site requestbin.com requestbin.net requestbin.io request.bin pipedream.net \
    beeceptor.com requestcatcher.com requestinspector.com hookbin.com postb.in ptsv2.com ptsv3.com putsreq.com \
    rbaskets.in webhook.cool webhook-test.com typedwebhook.tools smee.io play.svix.com mockbin.io mockbin.org \
    httpbin.org httpbingo.org postman-echo.com";

/// The segment of n8n's test addresses (docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook).
const N8N_TEST: &str = "webhook-test";

impl Receiver {
    /// What is known of a URL.
    pub(super) fn of(url: &ParsedUrl, name: &str) -> Option<Self> {
        let chat = CHATS.iter().find(|(_, domains, path)| {
            let mut domains = domains.split(' ');
            domains.any(|domain| is_within(name, domain)) && url.path.starts_with(path)
        });
        let mut bins = REQUEST_BINS.split(' ');
        chat.map(|&(service, ..)| Self::Chat(service))
            .or_else(|| {
                bins.find(|domain| is_within(name, domain))
                    .map(Self::RequestBin)
            })
            .or_else(|| {
                let is_test = url.path.split('/').any(|segment| segment == N8N_TEST);
                is_test.then_some(Self::N8nTest)
            })
    }

    /// Whether a URL is the address of the page with the form, or one of the API.
    ///
    /// A page may have its own server pass requests on to the API. Where both have one origin, an address is the API's
    /// only if it is below the paths of the API.
    pub fn own(url: &EndpointUrl, page: &str, base: &str) -> Option<Self> {
        let page = ParsedUrl::parse(page);
        let is_at = |page: &ParsedUrl| page.origin() == url.parsed().origin();
        let is_page = |page: &ParsedUrl| is_at(page) && page.path == url.parsed().path;
        if page.as_ref().is_some_and(is_page) {
            return Some(Self::Page);
        }
        let api = ApiBase::parse(base).ok()?;
        let is_below = url.as_str().starts_with(&api.join("/v1/"));
        let is_other_origin = !page.as_ref().is_some_and(is_at);
        let is_api = is_below || (is_other_origin && url.parsed().origin() == api.origin());
        is_api.then_some(Self::Api)
    }

    pub(super) fn phrase(self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::Chat(service) => (
                "This address is for messages to {service}, which have another format than the API's events. Use an \
                 endpoint that takes the events, and have it send the messages.",
                vec![("service", service.to_owned())],
            ),
            Self::RequestBin(domain) => (
                "This service shows the requests it receives ({domain}). Others may be able to read the events. Use \
                 it for tests only.",
                vec![("domain", domain.to_owned())],
            ),
            Self::N8nTest => (
                "The path has /webhook-test/, as the test addresses of n8n do. They take a request only while the \
                 workflow is being tested. Use the production address.",
                Vec::new(),
            ),
            Self::Page => (
                "This is the address of the page you are on. Use the address of your endpoint.",
                Vec::new(),
            ),
            Self::Api => (
                "This is an address of the API itself. Use the address of your endpoint.",
                Vec::new(),
            ),
        }
    }
}
