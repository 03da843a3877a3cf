//! The compiler flags of the release programs: the standard library is built with them, without panic messages. That
//! saves about a tenth of the bytes, and no panic can carry what a person typed or a path of the build machine.
//!
//! These flags are unstable. `RUSTC_BOOTSTRAP` lets the pinned stable compiler take them, so that no second toolchain
//! is needed; since the toolchain is pinned, they do not change.

use crate::command::Task;

/// The separator of `CARGO_ENCODED_RUSTFLAGS`.
const SEPARATOR: &str = "\x1f";

const FLAGS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // This variable replaces the flags in `.cargo/config.toml`, which says why.
    "--cfg",
    "erase_components",
];

/// Runs `task`, and the cargo that it may start, with these flags.
pub fn apply(task: Task) -> Task {
    task.env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join(SEPARATOR))
}
