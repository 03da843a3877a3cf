//! The built console: files, some with a compressed sibling; and how a file is sent.

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

/// The page that `/` stands for.
const INDEX: &str = "index.html";

/// How many hex digits a build puts into the name of a file: Trunk writes a number of 64 bits without its
/// leading zeros.
const HASH_DIGITS: RangeInclusive<usize> = 12..=16;

/// The most bytes of a path that is looked for: more than any built file has, and fewer than a name may have.
const LONGEST_PATH: usize = 200;

/// The folder with the console.
#[derive(Clone)]
pub(crate) struct Site(ServeDir);

impl Site {
    /// # Errors
    ///
    /// When the folder has no page in it.
    pub(crate) fn open(folder: &Path) -> Result<Self, SiteError> {
        if !folder.join(INDEX).is_file() {
            return Err(SiteError::NotBuilt {
                folder: folder.to_owned(),
            });
        }
        Ok(Self(files(folder)))
    }

    /// The file that `request` names.
    pub(crate) async fn file(&self, request: Request) -> Response {
        let cache = if is_hashed(request.uri().path()) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        send(&self.0, request, cache).await
    }
}

/// The files below `folder`.
pub(crate) fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
}

/// The file that `request` names, to be kept as `cache` says.
pub(crate) async fn send(files: &ServeDir, request: Request, cache: &'static str) -> Response {
    if !may_be_file(request.uri().path()) {
        return nothing();
    }
    let Ok(response) = files.clone().oneshot(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return nothing();
    }
    let mut response = response.map(Body::new);
    let good = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    if good {
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

/// There is no page for unknown paths: a missing file that comes as HTML under status 200 hides
/// what is wrong.
pub(crate) fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this path.\n").into_response()
}

/// Whether a file can have this path. For others the file system has errors of its own, which are no fault of ours.
fn may_be_file(path: &str) -> bool {
    path.len() <= LONGEST_PATH && !path.contains("%00")
}

/// Whether the name changes with the content: `name-<hex>.ext` or `name-<hex>_bg.ext`.
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

/// Why there is no console to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteError {
    /// The folder has no page in it, or is not there.
    NotBuilt {
        /// The folder that `--site` names.
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
    fn only_a_name_with_a_hash_is_kept_for_good() {
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
