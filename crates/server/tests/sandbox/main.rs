//! The sandbox from outside: raw JSON through the router, raw HTTP through a socket. Nothing of the
//! client's code is used here, so that the two cannot agree by accident.

mod support;

mod answers;
mod create;
mod element;
mod faults;
mod frame;
mod headers;
mod idempotency;
mod keys;
mod killed;
mod leaks;
mod openapi;
mod origins;
mod parallel;
mod program;
mod refusals;
mod rules;
mod site;
mod socket;
mod unknown;
