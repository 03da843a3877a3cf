use std::fmt;

use contract::answer::KeyCheck;
use contract::{ApiBase, ApiBaseError, ApiKey, ApiKeyError, KeyAdvice};

use super::TextField;
use super::message::sentence;

/// Whom the form speaks to, and as whom.
#[derive(Clone, Default, PartialEq)]
pub struct Connection {
    /// The base address of the API.
    pub base: TextField,
    /// The API key. It is nowhere else than here and in the field.
    pub key: TextField,
    check: Check,
    /// Counts the changes, so that an answer about an earlier key is not taken for one about this.
    version: u32,
}

/// What is known of the key.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Check {
    /// Nothing yet.
    #[default]
    Unchecked,
    /// It is being asked for.
    Checking,
    /// The API said this, at this time (milliseconds since 1970).
    Done(KeyCheck, f64),
}

impl Connection {
    /// How long a successful check counts, in milliseconds.
    pub const FRESH_FOR: f64 = 60_000.0;

    /// Starts with a base address and without a key.
    pub fn new(base: &str) -> Self {
        Self {
            base: TextField::new(base),
            ..Self::default()
        }
    }

    /// The person changed the base address.
    pub fn set_base(&mut self, text: String) {
        self.base.set(text);
        self.forget_check();
    }

    /// The person changed the key.
    pub fn set_key(&mut self, text: String) {
        self.key.set(text);
        self.forget_check();
    }

    fn forget_check(&mut self) {
        self.check = Check::Unchecked;
        self.version += 1;
    }

    /// What is known of the key.
    pub fn check(&self) -> &Check {
        &self.check
    }

    /// Both values, when they are good.
    pub fn parsed(&self) -> Option<(ApiBase, ApiKey)> {
        let base = ApiBase::parse(self.base.text()).ok()?;
        let key = ApiKey::parse(self.key.text()).ok()?;
        key.for_base(&base).ok()?;
        Some((base, key))
    }

    /// Begins to check the key, unless a field must be mended first. The number belongs to the answer.
    pub fn begin_check(&mut self) -> Option<(ApiBase, ApiKey, u32)> {
        if self.check == Check::Checking {
            return None;
        }
        self.base.submit();
        self.key.submit();
        let (base, key) = self.parsed()?;
        self.check = Check::Checking;
        Some((base, key, self.version))
    }

    /// Takes the answer to the check with this number.
    pub fn end_check(&mut self, version: u32, answer: KeyCheck, now: f64) {
        if version == self.version {
            self.check = Check::Done(answer, now);
        }
    }

    /// The number of the present base address and key.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Whether the API answered so recently that it need not be asked again before a create.
    pub fn is_fresh(&self, now: f64) -> bool {
        matches!(&self.check, Check::Done(KeyCheck::Accepted(tenant), at)
            if tenant.may_create() != Some(false) && now - at < Self::FRESH_FOR)
    }

    /// What is to be said of the base address now.
    pub fn base_problem(&self) -> Option<String> {
        self.base.problem(|text| {
            ApiBase::parse(text)
                .err()
                .map(|error: ApiBaseError| sentence(&error))
        })
    }

    /// What is to be said of the key now.
    pub fn key_problem(&self) -> Option<String> {
        self.key
            .problem(|text| self.key_error(text).map(|error| sentence(&error)))
    }

    fn key_error(&self, text: &str) -> Option<ApiKeyError> {
        match (ApiKey::parse(text), ApiBase::parse(self.base.text())) {
            (Err(error), _) => Some(error),
            (Ok(key), Ok(base)) => key.for_base(&base).err(),
            (Ok(_), Err(_)) => None,
        }
    }

    /// What the key is warned about, once it was left.
    pub fn key_advice(&self) -> Option<KeyAdvice> {
        let (base, key) = self.key.is_checked().then(|| self.parsed()).flatten()?;
        key.for_base(&base).ok()?
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("base", &self.base)
            .field("key", &"[REDACTED]")
            .field("check", &self.check)
            .finish_non_exhaustive()
    }
}
