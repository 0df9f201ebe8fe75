//! tokenry

pub mod json;
pub mod keys;
pub mod store;
pub mod text;
