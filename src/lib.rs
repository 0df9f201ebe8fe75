//! tokenry

pub mod json;
pub mod keys;
pub mod text;
