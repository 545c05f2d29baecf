//! The terminal as a thin shell: it shows views and turns what is typed into values. No rule of a session lives here.

pub mod dialog;
pub mod field;
pub mod lines;
pub mod page;
pub mod paint;
pub mod passage;
pub mod prompts;
pub mod question;
pub mod room;
pub mod screen;
pub mod spinner;
