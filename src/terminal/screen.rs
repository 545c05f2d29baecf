//! The terminal as a full screen, and the way back out of it, whatever happens.

use std::fmt;
use std::io::{self, BufWriter, Stderr, Write, stderr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use crate::terminal::room::Input;

/// Whether the terminal is ours at the moment. Whoever writes to it or gives it back holds this.
#[derive(Debug, Clone, Default)]
pub struct Hold(Arc<Mutex<bool>>);

impl Hold {
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the terminal back: its settings, its screen, its cursor. Once is enough; twice does no harm.
    pub fn give_back(&self) {
        let mut ours = self.lock();
        if std::mem::take(&mut *ours) {
            leave();
        }
    }

    /// Takes the terminal again.
    pub fn take(&self) {
        let mut ours = self.lock();
        if !*ours {
            // A terminal that cannot be taken is gone; the next read says so.
            *ours = enter().is_ok();
        }
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stderr(), EnterAlternateScreen, EnableBracketedPaste)
}

fn leave() {
    // There is nobody to tell if the terminal is gone.
    let _ = execute!(stderr(), DisableBracketedPaste, SetTitle(""), LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// What came of waiting.
#[derive(Debug, Clone, PartialEq)]
pub enum Waited {
    /// The time passed.
    Nothing,
    /// A key or a paste.
    Input(Input),
    /// Another size of the window, or something that does not matter.
    Other,
}

/// A full screen. It is drawn on standard error, so that results can go elsewhere.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stderr>>>,
    hold: Hold,
}

impl fmt::Debug for Screen {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Screen").field("hold", &self.hold).finish_non_exhaustive()
    }
}

/// Far more than a frame needs.
const BUFFER: usize = 256 * 1024;

impl Screen {
    /// Takes the terminal. A panic gives it back before it is reported.
    ///
    /// # Errors
    /// The terminal has no raw mode or cannot be written to.
    pub fn enter() -> io::Result<Self> {
        let hold = Hold::default();
        let of_panic = hold.clone();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            of_panic.give_back();
            report(info);
        }));
        enter()?;
        *hold.lock() = true;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, stderr()));
        Ok(Self { terminal: Terminal::new(backend)?, hold })
    }

    /// What a signal's thread needs to give the terminal back.
    pub fn hold(&self) -> Hold {
        self.hold.clone()
    }

    /// Draws a frame, unless somebody else has the terminal.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let ours = self.hold.lock();
        if *ours {
            self.terminal.draw(draw)?;
        }
        Ok(())
    }

    /// Forgets what is on the screen, so that the next frame draws all of it.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn clear(&mut self) -> io::Result<()> {
        let ours = self.hold.lock();
        if *ours {
            // `Terminal::clear` asks the terminal where the cursor is, which not every terminal answers.
            let size = self.terminal.size()?;
            self.terminal.resize(Rect::from((Position::ORIGIN, size)))?;
        }
        Ok(())
    }

    /// Waits for something to be typed, at most this many milliseconds.
    ///
    /// # Errors
    /// The terminal cannot be read.
    pub fn wait(&self, ms: u64) -> io::Result<Waited> {
        if !event::poll(Duration::from_millis(ms))? {
            return Ok(Waited::Nothing);
        }
        Ok(match event::read()? {
            Event::Key(key) => Waited::Input(Input::Key(key)),
            Event::Paste(text) => Waited::Input(Input::Paste(text)),
            _ => Waited::Other,
        })
    }

    /// Sets the title of the window.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn title(&mut self, title: &str) -> io::Result<()> {
        let clean: String = title.chars().filter(|letter| !letter.is_control()).take(80).collect();
        let _ours = self.hold.lock();
        queue!(self.terminal.backend_mut(), SetTitle(clean))?;
        self.terminal.backend_mut().flush()
    }

    /// Rings the bell.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn bell(&mut self) -> io::Result<()> {
        let _ours = self.hold.lock();
        self.terminal.backend_mut().write_all(b"\x07")?;
        self.terminal.backend_mut().flush()
    }

    /// Gives the terminal to somebody else for a while.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.hold.give_back();
        let result = work();
        self.hold.take();
        self.clear()?;
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.hold.give_back();
    }
}
