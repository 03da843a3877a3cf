//! The console from end to end, in Chromium, against the real server.

mod answers;
mod boot;
mod copy;
mod events;
mod happy;
mod key;
mod leave;
mod lighthouse;
mod look;
mod policy;
mod reach;
mod refusals;
mod save;
mod secret;
mod url;
