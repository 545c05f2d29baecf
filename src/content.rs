//! The content that ships with the program; `build.rs` wrote it from the YAML files at the top level.

use crate::pack::library::Embedded;

include!(concat!(env!("OUT_DIR"), "/content.rs"));
