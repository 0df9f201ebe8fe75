//! Takes the unwinder from an archive where the compiler has it as one: a shared library less to load makes a short
//! run a tenth shorter.

use std::env::var;
use std::path::Path;
use std::process::Command;

#[expect(
    clippy::disallowed_methods,
    reason = "cargo speaks to a build script through the environment"
)]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC_LINKER");
    let target = |part: &str| var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let linker = var("RUSTC_LINKER").unwrap_or_else(|_| "cc".into());
    let (os, env) = (target("OS"), target("ENV"));
    if os == "linux" && env == "gnu" && has_archive(&linker, "libgcc_eh.a") {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Whether the compiler that links knows a library. It answers with the name alone when it does not.
fn has_archive(linker: &str, name: &str) -> bool {
    let answer = Command::new(linker)
        .arg(format!("-print-file-name={name}"))
        .output();
    answer.is_ok_and(|answer| {
        answer.status.success()
            && Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_absolute()
    })
}
