//! The built element under `/element/`, for pages of this server: `frame.html` and `embed.html`.

use std::path::Path;

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::site::{files, nothing, send};

/// What its paths begin with.
const PLACE: &str = "/element";

/// The folder with the package.
#[derive(Clone)]
pub(crate) struct Element(ServeDir);

impl Element {
    /// The console works without it, so the folder need not be there, or not yet.
    pub(crate) fn open(folder: &Path) -> Self {
        Self(files(folder).append_index_html_on_directories(false))
    }

    /// Whether `path` belongs to the element, whatever lies there.
    pub(crate) fn owns(path: &str) -> bool {
        path.strip_prefix(PLACE)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The file that `request` names. The package's names do not change with their content.
    pub(crate) async fn file(&self, mut request: Request) -> Response {
        let path = request.uri().path();
        let Some(Ok(inside)) = path.strip_prefix(PLACE).map(Uri::try_from) else {
            return nothing();
        };
        let declarations = path.ends_with(".d.ts");
        *request.uri_mut() = inside;
        let mut response = send(&self.0, request, "no-cache").await;
        if declarations && response.status().is_success() {
            // By its ending alone it would be a film.
            let text = HeaderValue::from_static("text/plain; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, text);
        }
        response
    }
}
