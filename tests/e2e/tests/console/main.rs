//! The console from end to end, in Chromium, against the real server.

mod boot;
mod contract_version;
mod copy;
mod create;
mod events;
mod key;
mod leave;
mod lighthouse;
mod loading;
mod network;
mod path;
mod policy;
mod refusals;
mod save;
mod secret;
mod theme;
mod twin;
mod url;
