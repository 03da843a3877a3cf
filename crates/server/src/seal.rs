//! Encrypts signing secrets at rest, with a key that is not in the database.
//!
//! This protects a database file without its key file: a copy, a backup, an attachment of a bug report. It does not
//! protect against someone who can read both files.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};

use crate::private_file;
use crate::token::random_bytes;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Encrypts (seals) and decrypts (opens) secrets. Each is bound to the id of its owner as associated data: a
/// subscription, or an idempotent create.
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    /// Open for its lock: a second server on the same database would delete the API keys of this one.
    _lock: Option<File>,
}

impl Seal {
    /// Uses a random key that is not stored.
    pub(crate) fn in_memory() -> Self {
        Self {
            cipher: cipher(random_bytes()),
            _lock: None,
        }
    }

    /// Uses the key in `path`, which is created if it does not exist. Callers must not run at the same time.
    pub(crate) fn from_file(path: &Path) -> Result<Self, SealError> {
        let failed = |source: io::Error| SealError::File {
            path: path.to_owned(),
            source,
        };
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            let key = random_bytes::<KEY_BYTES>();
            private_file::create_atomically(path, |file| file.write_all(&key)).map_err(failed)?;
        }
        let mut file = File::open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return Err(SealError::InUse {
                    path: path.to_owned(),
                });
            }
            Err(fs::TryLockError::Error(source)) => return Err(failed(source)),
        }
        if private_file::is_accessible_to_others(&file).map_err(failed)? {
            return Err(SealError::AccessibleToOthers {
                path: path.to_owned(),
            });
        }
        let mut bytes = Vec::with_capacity(KEY_BYTES);
        Read::by_ref(&mut file)
            .take(KEY_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let key = bytes.try_into().map_err(|_| SealError::NotAKey {
            path: path.to_owned(),
        })?;
        Ok(Self {
            cipher: cipher(key),
            _lock: Some(file),
        })
    }

    /// Encrypts `secret` for `owner`: the nonce, then the ciphertext.
    pub(crate) fn seal(&self, owner: &[u8], secret: &SecretString) -> Vec<u8> {
        let nonce = random_bytes::<NONCE_BYTES>();
        let payload = Payload {
            msg: secret.expose_secret().as_bytes(),
            aad: owner,
        };
        let sealed = self.cipher.encrypt(XNonce::from_slice(&nonce), payload);
        [
            nonce.as_slice(),
            &sealed.expect("a short text can be encrypted"),
        ]
        .concat()
    }

    /// Decrypts the secret of `owner`; `None` when the key, the owner or the bytes are not the original ones.
    pub(crate) fn open(&self, owner: &[u8], sealed: &[u8]) -> Option<SecretString> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
        let payload = Payload {
            msg: sealed,
            aad: owner,
        };
        let bytes = self
            .cipher
            .decrypt(XNonce::from_slice(nonce), payload)
            .ok()?;
        Some(String::from_utf8(bytes).ok()?.into())
    }
}

fn cipher(key: [u8; KEY_BYTES]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.into())
}

/// Why the key file cannot be used.
#[derive(Debug)]
pub enum SealError {
    /// It cannot be read or created.
    File {
        /// The key file.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// Another server has locked it.
    InUse {
        /// The key file.
        path: PathBuf,
    },
    /// Other users can access it.
    AccessibleToOthers {
        /// The key file.
        path: PathBuf,
    },
    /// It does not have 32 bytes.
    NotAKey {
        /// The key file.
        path: PathBuf,
    },
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(
                f,
                "the key file {} cannot be used: {source}",
                path.display()
            ),
            Self::InUse { path } => {
                write!(
                    f,
                    "another server uses this database (it holds {}); stop it or give another --db",
                    path.display()
                )
            }
            Self::AccessibleToOthers { path } => {
                write!(
                    f,
                    "other users may read the key file; close it with: chmod 600 {}",
                    path.display()
                )
            }
            Self::NotAKey { path } => write!(
                f,
                "the key file {} is damaged: it must hold 32 bytes; put it back from a copy, or remove it and the database",
                path.display()
            ),
        }
    }
}

impl std::error::Error for SealError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_secret_opens_only_for_its_owner() {
        let seal = Seal::in_memory();
        let sealed = seal.seal(b"whk_1", &"whsec_abc".into());
        assert_eq!(
            seal.open(b"whk_1", &sealed).unwrap().expose_secret(),
            "whsec_abc"
        );
        assert!(seal.open(b"whk_2", &sealed).is_none());
        assert!(Seal::in_memory().open(b"whk_1", &sealed).is_none());
        assert!(seal.open(b"whk_1", &sealed[..10]).is_none());
    }

    #[test]
    fn secret_is_sealed_with_a_new_nonce_each_time() {
        let seal = Seal::in_memory();
        assert_ne!(
            seal.seal(b"whk_1", &"whsec_abc".into()),
            seal.seal(b"whk_1", &"whsec_abc".into())
        );
    }
}
