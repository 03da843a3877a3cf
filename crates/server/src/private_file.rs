//! Files that only their owner can access.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Creates a file that only the owner can access, from the start. It fails for an existing file, and does not follow
/// links.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Creates a file that only the owner can access, with all that `write` writes. An interruption leaves no file at
/// `path`, but maybe a temporary one in the same folder, which the next call removes. It replaces an existing file. Callers must
/// not run at the same time.
pub(crate) fn create_atomically(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = create(Path::new(&temporary))?;
    write(&mut file)?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}

/// Removes the permissions of all other users.
#[cfg(unix)]
pub(crate) fn restrict_to_owner(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
}

/// On other systems a file inherits the permissions of its folder.
#[cfg(not(unix))]
pub(crate) fn restrict_to_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether other users have any permission.
#[cfg(unix)]
pub(crate) fn is_accessible_to_others(file: &File) -> io::Result<bool> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata()?.permissions());
    Ok(mode & 0o077 != 0)
}

/// On other systems a file inherits the permissions of its folder.
#[cfg(not(unix))]
pub(crate) fn is_accessible_to_others(_: &File) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn interrupted_write_leaves_no_file() {
        let folder = std::env::temp_dir().join(format!("private-file-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("x.key");
        // Twice: the temporary file of the first attempt must not block the second.
        for _ in 0..2 {
            let result = create_atomically(&path, |file| {
                file.write_all(b"half")?;
                Err(io::ErrorKind::Interrupted.into())
            });
            assert_eq!(result.unwrap_err().kind(), io::ErrorKind::Interrupted);
            assert!(!path.exists());
        }
        create_atomically(&path, |file| file.write_all(b"whole")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(!is_accessible_to_others(&File::open(&path).unwrap()).unwrap());
        let files = fs::read_dir(&folder).unwrap().count();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(files, 1);
    }
}
