//! Where there are no owners and modes, and directories can't be flushed.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use crate::store::messages::StoreWarning;

pub(super) fn own_options() -> OpenOptions {
    OpenOptions::new()
}

pub(super) fn make_public(_: &mut tempfile::Builder<'_, '_>) {}

pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

pub(super) fn exposure(_: &Path, _: bool) -> Vec<StoreWarning> {
    Vec::new()
}

pub(super) fn is_planted(_: &Metadata, _: &Path) -> bool {
    false
}

/// The standard library does not tell files apart here.
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

pub(super) fn is_same(_: &File, path: &Path, other: &Path) -> bool {
    let other = other.canonicalize();
    other.is_ok_and(|other| path.canonicalize().is_ok_and(|own| own == other))
}

pub(super) fn keep_usable(_: &File, _: &Path) {}

pub(super) fn keep_private(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}

pub(super) fn flush_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn exceeds_size_limit(_: usize) -> bool {
    false
}
