use contract::response::KeyCheck;
use contract::{ApiBase, ApiBaseError, ApiKey, ApiKeyError, KeyAdvice};

use super::attempt::Fingerprint;
use super::wording::{self, sentence};
use super::{Message, TextField};

/// The API that the form calls, and the key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connection {
    /// The base address of the API.
    pub base: TextField,
    /// The API key, where the person types it. It is nowhere else than here and in the input.
    pub key: TextField,
    /// Where the key comes from.
    pub key_source: KeySource,
    check: Check,
    /// The pairs of base address and key that were checked early.
    checked_early: Vec<Fingerprint>,
    /// Counts the changes, so that a check of an earlier key is not taken for a check of this one.
    version: u32,
}

/// Where base address and key come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeySource {
    /// The person types both.
    #[default]
    Person,
    /// The page around the form names the base address, and is asked for the key at each press.
    Page,
}

/// What is known of the key.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Check {
    /// Nothing yet.
    #[default]
    Unchecked,
    /// The API is being asked.
    Pending,
    /// The browser says that it is offline, and the API did not respond.
    Offline,
    /// The API has not responded in time. It still may.
    GivenUp,
    /// The result, at this time (milliseconds since 1970).
    Done(KeyCheck, f64),
}

impl Connection {
    /// How long a successful check is fresh, in milliseconds.
    pub const FRESH_FOR: f64 = 60_000.0;

    /// A base address and no key.
    pub fn new(base: &str) -> Self {
        Self {
            base: TextField::new(base),
            ..Self::default()
        }
    }

    /// The person changed the base address.
    pub fn set_base(&mut self, text: String) {
        self.base.set(text);
        self.reset_check();
    }

    /// The person changed the key.
    pub fn set_key(&mut self, text: String) {
        self.key.set(text);
        self.reset_check();
    }

    fn reset_check(&mut self) {
        self.check = Check::Unchecked;
        self.version += 1;
    }

    /// What is known of the key.
    pub fn check(&self) -> &Check {
        &self.check
    }

    /// Both values, when they are valid. No key when the page has it.
    pub fn parsed(&self) -> Option<(ApiBase, Option<ApiKey>)> {
        let base = ApiBase::parse(self.base.text()).ok()?;
        let key = match self.key_source {
            KeySource::Page => None,
            KeySource::Person => Some(key_for(self.key.text(), &base).ok()?),
        };
        Some((base, key))
    }

    /// Both fields were submitted.
    pub(super) fn submit(&mut self) {
        self.base.submit();
        self.key.submit();
    }

    /// Starts a check of the key, unless a field must be corrected first. The version belongs to the result.
    pub fn begin_check(&mut self) -> Option<(ApiBase, ApiKey, u32)> {
        if self.check == Check::Pending {
            return None;
        }
        self.submit();
        let (base, key) = self.parsed()?;
        let key = key?;
        self.check = Check::Pending;
        Some((base, key, self.version))
    }

    /// Starts a check that nobody asked for, once for each pair of base address and key: when both are good, were left, and
    /// nothing is known of them yet. A key that is about to be submitted need not have been left. A key with advice is not sent
    /// before the person has read the advice.
    pub fn begin_early_check(&mut self, is_submitting: bool) -> Option<(ApiBase, ApiKey, u32)> {
        let is_left = !self.base.is_active() && (is_submitting || !self.key.is_active());
        if !is_left || self.check != Check::Unchecked {
            return None;
        }
        let (base, key) = self.parsed()?;
        let key = key?;
        let pair = Fingerprint::of_pair(&base, &key);
        if self.checked_early.contains(&pair) || key.check_against(&base) != Ok(None) {
            return None;
        }
        self.checked_early.push(pair);
        self.check = Check::Pending;
        Some((base, key, self.version))
    }

    /// The API has not responded in time.
    pub fn give_up_check(&mut self) {
        if self.check == Check::Pending {
            self.check = Check::GivenUp;
        }
    }

    /// Takes the result for this version. `online` is what the browser says of itself.
    pub fn end_check(&mut self, version: u32, result: KeyCheck, online: bool, now: f64) {
        if version == self.version {
            self.check = match result {
                KeyCheck::NoResponse if !online => Check::Offline,
                result => Check::Done(result, now),
            };
        }
    }

    /// The API has refused a create with this version's key: the result of its earlier check no longer applies.
    pub(super) fn invalidate_check(&mut self, version: u32) {
        if version == self.version && matches!(self.check, Check::Done(KeyCheck::Accepted(_), _)) {
            self.check = Check::Unchecked;
        }
    }

    /// The version of the present base address and key.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Whether the API accepted the key so recently that no check is needed before a create.
    pub fn is_fresh(&self, now: f64) -> bool {
        matches!(&self.check, Check::Done(KeyCheck::Accepted(tenant), at)
            if tenant.may_create() != Some(false) && (0.0..Self::FRESH_FOR).contains(&(now - at)))
    }

    /// The problem of the base address to show.
    pub fn base_problem(&self) -> Option<Message> {
        self.base.problem(|text| {
            ApiBase::parse(text)
                .err()
                .map(|error: ApiBaseError| sentence(&error))
        })
    }

    /// The problem of the key to show.
    pub fn key_problem(&self) -> Option<Message> {
        if self.key_source == KeySource::Page {
            return None;
        }
        self.key
            .problem(|text| self.key_error(text).map(wording::key_error))
    }

    /// The key alone, where more than the key was typed or pasted and that is shown as a problem.
    pub fn key_offer(&self) -> Option<ApiKey> {
        let text = self.key.text();
        let has_more = self.key.is_checked() && ApiKey::parse(text).is_err();
        has_more.then(|| ApiKey::find_in(text)).flatten()
    }

    /// The person accepts that offer.
    pub fn use_key_offer(&mut self) {
        if let Some(key) = self.key_offer() {
            self.set_key(key.expose().to_owned());
            self.key.blur();
        }
    }

    /// The base address without the path of the API that was typed with it, once the field was left.
    pub fn base_offer(&self) -> Option<ApiBase> {
        let base = ApiBase::parse(self.base.text()).ok();
        base.filter(|_| self.base.is_checked())?.without_api_path()
    }

    /// The person accepts that offer.
    pub fn use_base_offer(&mut self) {
        if let Some(base) = self.base_offer() {
            self.set_base(base.to_string());
            self.base.blur();
        }
    }

    fn key_error(&self, text: &str) -> Option<ApiKeyError> {
        match ApiBase::parse(self.base.text()) {
            Ok(base) => key_for(text, &base).err(),
            Err(_) => ApiKey::parse(text).err(),
        }
    }

    /// What the person is warned of, once they left the key.
    pub fn key_advice(&self) -> Option<KeyAdvice> {
        let (base, key) = self.key.is_checked().then(|| self.parsed()).flatten()?;
        key?.check_against(&base).ok()?
    }
}

impl Fingerprint {
    /// Identifies a pair of base address and key.
    pub fn of_pair(base: &ApiBase, key: &ApiKey) -> Self {
        Self::of(&[base.as_str(), key.expose()].join("\n"))
    }
}

/// A key that the page around the form gives, and that may be sent to this address.
///
/// # Errors
/// As [`key_for`].
pub fn given_key_for(text: &str, base: &ApiBase) -> Result<ApiKey, ApiKeyError> {
    let key = ApiKey::parse_given(text)?;
    key.check_against(base)?;
    Ok(key)
}

/// A key that may be sent to this address.
///
/// # Errors
/// When it is no key, as `"a\nb"`, or belongs elsewhere, as `sk_live_...` on the sandbox.
pub fn key_for(text: &str, base: &ApiBase) -> Result<ApiKey, ApiKeyError> {
    let key = ApiKey::parse(text)?;
    key.check_against(base)?;
    Ok(key)
}
