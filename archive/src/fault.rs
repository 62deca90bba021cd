//! Why an archive could not be read, written or asked.

use std::fmt;

/// What went wrong, in words that say what to do.
#[derive(Debug)]
pub enum Fault {
    /// Told to the user.
    Told(String),
    /// The reader of our output has gone.
    BrokenPipe,
}

impl Fault {
    pub(crate) fn told(message: impl Into<String>) -> Self {
        Self::Told(message.into())
    }

    /// An input or output error on `what`.
    pub(crate) fn io(what: impl fmt::Display, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Told(format!("{what}: {error}"))
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(message) => f.write_str(message),
            Self::BrokenPipe => f.write_str("the reader of the output has gone"),
        }
    }
}

impl std::error::Error for Fault {}
