//! What a request brought back besides its value.

/// A value, and what the API server wanted its reader to know about the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was asked for.
    pub value: T,
    /// The texts of the `Warning` headers: deprecated versions, unknown fields, admission's advice.
    pub warnings: Vec<String>,
}

impl<T> Answer<T> {
    /// Changes the value and keeps the warnings.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer { value: change(self.value), warnings: self.warnings }
    }
}
