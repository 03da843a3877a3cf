//! Files that only their owner may read.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// A new file that nobody else may read, not even for a moment. Follows no link and takes over no
/// file that is there already.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new file that nobody else may read and that holds all that `write` writes: whatever ends this early
/// leaves no file, but perhaps one beside it, which the next call drops. Only for one caller at a time; it
/// takes the place of what is there.
pub(crate) fn create_whole(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = create(Path::new(&unfinished))?;
    write(&mut file)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

/// Takes from everybody else what they may do with `path`.
#[cfg(unix)]
pub(crate) fn close_to_others(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
}

/// Elsewhere a file has the rights of its folder.
#[cfg(not(unix))]
pub(crate) fn close_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether anybody but the owner may do something with `file`.
#[cfg(unix)]
pub(crate) fn open_to_others(file: &File) -> io::Result<bool> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata()?.permissions());
    Ok(mode & 0o077 != 0)
}

/// Elsewhere a file has the rights of its folder.
#[cfg(not(unix))]
pub(crate) fn open_to_others(_: &File) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_whose_writing_ends_early_is_not_there() {
        let folder = std::env::temp_dir().join(format!("private-file-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("x.key");
        // Twice: what the first leaves is in nobody's way.
        for _ in 0..2 {
            let ended = create_whole(&path, |file| {
                file.write_all(b"half")?;
                Err(io::ErrorKind::Interrupted.into())
            });
            assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::Interrupted);
            assert!(!path.exists());
        }
        create_whole(&path, |file| file.write_all(b"whole")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(!open_to_others(&File::open(&path).unwrap()).unwrap());
        let files = fs::read_dir(&folder).unwrap().count();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(files, 1);
    }
}
