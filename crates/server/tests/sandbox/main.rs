//! Tests the sandbox from outside: raw JSON through the router, raw HTTP through a socket. They do not use code of the
//! client, so that client and server cannot agree by accident.

mod support;

mod caching;
mod create;
mod element;
mod errors;
mod faults;
mod frame;
mod headers;
mod hosts;
mod idempotency;
mod keys;
mod killed;
mod leaks;
mod openapi;
mod origins;
mod parallel;
mod program;
mod responses;
mod rules;
mod site;
mod socket;
mod static_hosts;
mod unknown;
mod web_servers;
