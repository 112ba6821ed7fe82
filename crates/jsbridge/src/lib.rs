//! Safe wrappers over the JavaScript editors.
