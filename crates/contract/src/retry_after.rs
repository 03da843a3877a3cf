//! The `Retry-After` header (RFC 9110, 10.2.3).

/// The longest wait that is accepted, in seconds.
pub const MAX_SECONDS: u32 = 3_600;

/// Parses the header as a number of seconds to wait, clamped to 1..=[`MAX_SECONDS`]; `None` for `""`, `"soon"`, `"-1"`.
/// `now` is the local clock in seconds since 1970. It may be wrong, so a date is clamped to the same bounds.
pub fn seconds(header: &str, now: i64) -> Option<u32> {
    let header = header.trim();
    let seconds = if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
        header.parse().unwrap_or(i64::MAX)
    } else {
        http_date(header)?.saturating_sub(now)
    };
    u32::try_from(seconds.clamp(1, MAX_SECONDS.into())).ok()
}

/// Parses an IMF-fixdate (`Sun, 06 Nov 1994 08:49:37 GMT`), the only format that may be sent, as seconds since 1970.
fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, text) = text.split_once(", ")?;
    let mut fields = text.split(' ');
    let day: i64 = fields.next()?.parse().ok()?;
    let month = fields.next()?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year: i64 = fields.next()?.parse().ok()?;
    let mut clock = fields.next()?.split(':').map(str::parse::<i64>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    );
    let in_range = (1..=31).contains(&day)
        && (1970..=9999).contains(&year)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    if fields.next()? != "GMT" || !in_range {
        return None;
    }
    // Days since 1970 in the Gregorian calendar. Years start in March, so the leap day is the last day.
    let shifted = i64::try_from((month + 10) % 12).ok()?;
    let year = if month < 2 { year - 1 } else { year };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + day
        - 1
        - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}
