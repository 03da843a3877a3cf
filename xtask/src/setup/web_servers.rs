//! nginx and Caddy, which serve the console with the files of `deploy/` in a test.

use std::fs;
use std::path::{Path, PathBuf};

use super::browser;
use crate::command::Task;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::tool;
use crate::workspace::Workspace;

/// The packages of Debian, and the file of each that the test needs.
const PACKAGES: [(&str, &str); 3] = [
    ("nginx", "usr/sbin/nginx"),
    (
        "libnginx-mod-http-brotli-static",
        "usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
    ),
    ("caddy", "usr/bin/caddy"),
];

/// The folder that has them: the root of the system, or a folder of this project. `None` where they cannot be had, with the
/// reason: their tests are skipped there.
pub fn ensure_unpacked(workspace: &Workspace) -> (String, Option<PathBuf>) {
    let ours = workspace.local_tools().join("web-servers");
    for folder in [Path::new("/"), &ours] {
        if is_complete(folder) {
            return ("there".into(), Some(folder.into()));
        }
    }
    match unpack(workspace, &ours) {
        Ok(()) => (
            "unpacked into this project's target folder".into(),
            Some(ours),
        ),
        Err(error) => (format!("their tests are skipped: {error}"), None),
    }
}

fn is_complete(folder: &Path) -> bool {
    PACKAGES.iter().all(|(_, file)| folder.join(file).is_file())
}

/// They are not installed: Debian would start both as services, at once and whenever the machine starts.
fn unpack(workspace: &Workspace, folder: &Path) -> Result<()> {
    if tool::find(workspace, "apt-get").is_none() {
        return Err(Error::Missing {
            tool: "apt-get".into(),
            hint: "only Debian's packages are known".into(),
        });
    }
    let downloads = folder.join("packages");
    fs::create_dir_all(&downloads).map_err(Error::file(&downloads))?;
    let download = || {
        Task::new(workspace, "apt-get")
            .current_dir(&downloads)
            .arg("download")
            .args(PACKAGES.map(|(package, _)| package))
            .run()
    };
    download().or_else(|error| {
        // The lists of packages may be missing or old.
        let prefix = browser::package_manager(workspace).ok_or(error)?;
        browser::apt(workspace, &prefix, &["update"])?;
        download()
    })?;
    for package in fingerprint::files(&downloads)? {
        Task::new(workspace, "dpkg-deb")
            .arg("--extract")
            .args([package.as_path(), folder])
            .run()?;
    }
    fs::remove_dir_all(&downloads).map_err(Error::file(&downloads))
}
