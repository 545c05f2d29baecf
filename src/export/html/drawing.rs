//! Diagrams: the drawing, or the code and what is wrong with it.

use std::fmt::{self, Write};

use comrak::nodes::NodeCodeBlock;

use super::nodes::{Out, code};
use crate::export::diagram::{self, Drawing};

/// A drawing scrolls by itself on narrow screens; a keyboard can scroll it too.
pub(super) fn write(context: &mut Out<'_, '_>, block: &NodeCodeBlock) -> fmt::Result {
    let known = context.user.diagrams.iter().find(|diagram| diagram.source == block.literal);
    let Some(drawn) = known.and_then(|diagram| diagram.drawn.clone()) else { return code(context, block) };
    let number = context.user.drawings + 1;
    let clean = drawn.and_then(|drawing| {
        diagram::clean(&drawing, &format!("drawing:{number}"), &label(&drawing, &context.user.place))
    });
    match clean {
        Ok(svg) => {
            context.user.drawings = number;
            let name = context.user.name("Diagram", number);
            context.cr()?;
            context
                .write_str("<figure>\n<div class=\"drawing\" role=\"region\" tabindex=\"0\" aria-label=\"")?;
            context.escape(&name)?;
            write!(context, "\">\n{svg}</div>\n</figure>\n")
        }
        Err(fault) => {
            context.cr()?;
            context.write_str("<figure>\n")?;
            code(context, block)?;
            context.write_str("<figcaption>This diagram could not be drawn: ")?;
            context.escape(&fault)?;
            context.write_str(".</figcaption>\n</figure>\n")
        }
    }
}

/// What a drawing is called: its kind, and its title or the heading that it stands under.
fn label(drawing: &Drawing, place: &str) -> String {
    let title = drawing.title.as_deref().unwrap_or(place);
    if title.is_empty() { drawing.kind.clone() } else { format!("{}: {title}", drawing.kind) }
}
