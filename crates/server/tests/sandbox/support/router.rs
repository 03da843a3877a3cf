use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use secrecy::ExposeSecret;
use serde_json::Value;
use server::origin::Origin;
use server::store::Database;
use server::{Config, StartError};
use tower::ServiceExt;

use super::{Folder, GOOD};

const PORT: u16 = 8787;

/// A sandbox without a socket.
pub struct Sandbox {
    router: Router,
    pub key: String,
    pub folder: Folder,
}

impl Sandbox {
    pub async fn start() -> Self {
        Self::with(|_, _| {}).await
    }

    pub async fn with_faults() -> Self {
        Self::with(|config, _| config.faults = true).await
    }

    pub async fn allowing(origin: &str) -> Self {
        Self::with(|config, _| config.allowed_origins.push(Origin::parse(origin).unwrap())).await
    }

    pub async fn with(change: impl FnOnce(&mut Config, &Folder)) -> Self {
        let folder = Folder::with_site();
        let mut config = Self::config(&folder);
        change(&mut config, &folder);
        Self::open(&config, folder).await.unwrap()
    }

    /// A sandbox with its database in `sandbox.db`.
    pub async fn in_file() -> Self {
        Self::with(|config, folder| config.database = Database::File(folder.path("sandbox.db")))
            .await
    }

    pub fn config(folder: &Folder) -> Config {
        Config {
            bind: Ipv4Addr::LOCALHOST.into(),
            port: PORT,
            hosts: Vec::new(),
            site: folder.path("site"),
            element: folder.path("element"),
            database: Database::Memory,
            replay_ttl: Duration::from_mins(10),
            connect_origins: Vec::new(),
            allowed_origins: Vec::new(),
            frame_parents: Vec::new(),
            faults: false,
        }
    }

    /// As [`Self::in_file`], in a folder that may already have a database.
    pub async fn reopen(folder: Folder) -> Result<Self, String> {
        let mut config = Self::config(&folder);
        config.database = Database::File(folder.path("sandbox.db"));
        Self::open(&config, folder)
            .await
            .map_err(|error| error.to_string())
    }

    async fn open(config: &Config, folder: Folder) -> Result<Self, StartError> {
        let state = server::AppState::open(config, PORT)?;
        let key = state.create_key().await?.expose_secret().to_owned();
        Ok(Self {
            router: server::router(state),
            key,
            folder,
        })
    }

    /// Stops the sandbox and returns its folder.
    pub fn stop(self) -> Folder {
        self.folder
    }

    pub fn call(&self, method: &str, path: &str) -> Call {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:8787");
        Call {
            router: self.router.clone(),
            request,
            body: Body::empty(),
        }
    }

    pub fn get(&self, path: &str) -> Call {
        self.call("GET", path)
    }

    /// A create with a valid key and the JSON `body`.
    pub fn create(&self, body: impl Into<Body>) -> Call {
        self.call("POST", "/v1/webhooks").key(&self.key).json(body)
    }

    pub fn tenant(&self) -> Call {
        self.get("/v1/tenant").key(&self.key)
    }

    /// The response to a valid create.
    pub async fn created(&self) -> Response {
        self.create(GOOD).send().await
    }

    /// Adds a fault.
    #[track_caller]
    pub fn fault(&self, definition: &str) -> impl Future<Output = ()> {
        let call = self.call("POST", "/__fault").json(definition.to_owned());
        async move {
            let response = call.send().await;
            assert_eq!(response.status, 204, "{}", response.text);
        }
    }
}

/// A request that is being built.
pub struct Call {
    router: Router,
    request: Builder,
    body: Body,
}

impl Call {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn host(mut self, host: &str) -> Self {
        self.request
            .headers_mut()
            .unwrap()
            .insert("host", host.parse().unwrap());
        self
    }

    pub fn without_host(mut self) -> Self {
        self.request.headers_mut().unwrap().remove("host");
        self
    }

    pub fn key(self, key: &str) -> Self {
        self.header("authorization", &format!("Bearer {key}"))
    }

    pub fn json(self, body: impl Into<Body>) -> Self {
        self.header("content-type", "application/json").body(body)
    }

    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    pub async fn send(self) -> Response {
        let request = self.request.body(self.body).unwrap();
        let (parts, body) = self.router.oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        Response {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text,
        }
    }
}

/// A response.
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The status and the code of an error.
    #[track_caller]
    pub fn error(&self) -> (u16, String) {
        (
            self.status,
            self.json()["error"]["code"]
                .as_str()
                .expect("an error code")
                .to_owned(),
        )
    }

    /// The secret of a create.
    #[track_caller]
    pub fn secret(&self) -> String {
        assert_eq!(self.status, 201, "{}", self.text);
        self.json()["data"]["signingSecret"]
            .as_str()
            .expect("a secret")
            .to_owned()
    }
}
