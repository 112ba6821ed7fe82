//! What a mark says: the five tones of the product, each with a shape besides its colour.

use crate::ui::icon::Glyph;

/// How well something is. The look of each is in the tokens `--good`, `--busy`, `--warn`, `--bad`, `--idle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Tone {
    /// As wanted.
    Good,
    /// On its way.
    Busy,
    /// Needs attention.
    Warn,
    /// Broken.
    Bad,
    /// Nothing to say.
    #[default]
    Idle,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Busy => "busy",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Idle => "idle",
        }
    }

    /// The icon that goes before a message of this tone.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Good => Glyph::CheckCircle,
            Self::Busy => Glyph::Clock,
            Self::Warn => Glyph::Warning,
            Self::Bad => Glyph::ErrorCircle,
            Self::Idle => Glyph::Info,
        }
    }
}
