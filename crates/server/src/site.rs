//! Serves the files of the built console, precompressed where possible.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// The page at `/`.
const INDEX: &str = "index.html";

/// The number of hex digits of the hash in a file name: Trunk writes 64 bits without leading zeros.
const HASH_DIGITS: RangeInclusive<usize> = 12..=16;

/// The maximum length of a path: longer than that of any built file, and shorter than the limit of file systems.
const MAX_PATH_BYTES: usize = 200;

/// The folder of the console.
#[derive(Clone)]
pub(crate) struct Site(ServeDir);

impl Site {
    /// # Errors
    ///
    /// [`SiteError::NotBuilt`] when the folder has no `index.html`.
    pub(crate) fn open(folder: &Path) -> Result<Self, SiteError> {
        if !folder.join(INDEX).is_file() {
            return Err(SiteError::NotBuilt {
                folder: folder.to_owned(),
            });
        }
        Ok(Self(serve_dir(folder)))
    }

    /// Serves the file of `request`.
    pub(crate) async fn serve(&self, request: Request) -> Response {
        let cache = if is_hashed(request.uri().path()) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        serve_file(&self.0, request, cache).await
    }
}

/// The files below `folder`.
pub(crate) fn serve_dir(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
}

/// Serves the file of `request`, with `cache` as its `Cache-Control`.
pub(crate) async fn serve_file(
    files: &ServeDir,
    request: Request,
    cache: &'static str,
) -> Response {
    if !may_be_file(request.uri().path()) {
        return not_found();
    }
    let Ok(response) = files.clone().oneshot(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return not_found();
    }
    let mut response = response.map(Body::new);
    let cacheable = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    // `ServeDir` leaves it out of a 304.
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if cacheable {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    }
    if headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/html")
    {
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
    }
    response
}

/// There is no fallback page: a missing file that is served as HTML with the status 200 hides the error.
pub(crate) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this path.\n").into_response()
}

/// Whether a file can have this path. For other paths the file system returns errors that are not 404.
fn may_be_file(path: &str) -> bool {
    path.len() <= MAX_PATH_BYTES && !path.contains("%00")
}

/// Whether the file name has a hash of the build: `name-<hex>.ext` or `name-<hex>_bg.ext`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _extension)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        HASH_DIGITS.contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Why the console cannot be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteError {
    /// The folder has no `index.html`, or does not exist.
    NotBuilt {
        /// The folder of `--site`.
        folder: PathBuf,
    },
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NotBuilt { folder } = self;
        write!(
            f,
            "there is no built console in {} (no {INDEX}); run `cargo xtask start`, which builds it, or name \
             another folder with --site",
            folder.display()
        )
    }
}

impl std::error::Error for SiteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_immutable() {
        for hashed in [
            "/app-0123456789abcdef.js",
            "/a/app-x-0123456789abcdef_bg.wasm",
            "/app-0123456789ABCDEF.css",
            "/app-123456789abcdef.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "/",
            "/index.html",
            "/app.js",
            "/app-0123456789abcdef0.js",
            "/app-deadbeef.js",
            "/app-0123456789abcdeg.js",
            "/0123456789abcdef",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
