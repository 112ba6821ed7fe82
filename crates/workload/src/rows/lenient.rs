//! Decoding that forgives what the API's Go types may write: `null` for empty, times that are no times.

use serde::{Deserialize, Deserializer};

use crate::age::Timestamp;
use crate::shown;

/// `null` is the default value, as Go's encoder means it.
pub fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Text that is only ever shown; `null` is none.
pub fn shown<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?.unwrap_or_default();
    Ok(shown::shown(&text).into_owned())
}

/// An RFC 3339 time; `null` and text that is no time are none.
pub fn timestamp<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(text.as_deref().and_then(Timestamp::parse))
}
