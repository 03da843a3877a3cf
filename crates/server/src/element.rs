//! Serves the built element under `/element/`, for the pages `frame.html` and `embed.html` of this server.

use std::path::Path;

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::site::{not_found, serve_dir, serve_file};

const PATH_PREFIX: &str = "/element";

/// The folder of the npm package.
#[derive(Clone)]
pub(crate) struct ElementFiles(ServeDir);

impl ElementFiles {
    /// The folder may be missing: the console works without it.
    pub(crate) fn open(folder: &Path) -> Self {
        Self(serve_dir(folder).append_index_html_on_directories(false))
    }

    /// Whether `path` belongs to the element, even if there is no such file.
    pub(crate) fn serves(path: &str) -> bool {
        path.strip_prefix(PATH_PREFIX)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Serves the file of `request`. It must be revalidated: the file names of the package have no hash.
    pub(crate) async fn serve(&self, mut request: Request) -> Response {
        let path = request.uri().path();
        let Some(Ok(relative)) = path.strip_prefix(PATH_PREFIX).map(Uri::try_from) else {
            return not_found();
        };
        let is_declaration = path.ends_with(".d.ts");
        *request.uri_mut() = relative;
        let mut response = serve_file(&self.0, request, "no-cache").await;
        if is_declaration && response.status().is_success() {
            // The media type of the extension `.ts` is a video format.
            let text = HeaderValue::from_static("text/plain; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, text);
        }
        response
    }
}
