//! What whoever serves the console configured, in `config.json` beside `index.html`.

use kubewire::error::ApiError;
use serde::Deserialize;

/// The configuration. Unknown keys are ignored, missing ones have the defaults below.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// The console offers nothing that changes the cluster. A courtesy to the user: RBAC is the guard.
    pub read_only: bool,
    /// Why the configuration could not be read, for the user to see; it is then the default one.
    #[serde(skip)]
    pub problem: Option<String>,
}

impl Config {
    /// The configuration in a file; without a file, the default one.
    pub(super) fn read(file: Result<Option<Vec<u8>>, ApiError>) -> Self {
        let problem = match file {
            Ok(None) => return Self::default(),
            Ok(Some(text)) => match serde_json::from_slice(&text) {
                Ok(config) => return config,
                Err(error) => error.to_string(),
            },
            Err(ApiError::Blocked { code, body }) => format!("{code} {body}"),
            Err(error) => format!("{error:?}"),
        };
        Self { problem: Some(format!("config.json: {problem}")), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_no_problem_and_a_broken_one_is_told() {
        assert_eq!(Config::read(Ok(None)), Config::default());
        let known = Config::read(Ok(Some(br#"{"readOnly":true,"later":{"x":1}}"#.to_vec())));
        assert_eq!(known, Config { read_only: true, problem: None });
        assert!(Config::read(Ok(Some(b"{".to_vec()))).problem.is_some());
        assert!(Config::read(Err(ApiError::Offline)).problem.is_some());
    }
}
