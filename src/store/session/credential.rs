//! Signing in with a bearer token, and out.

use kubewire::caller::{Caller, caller, self_review};
use kubewire::jwt;
use leptos::prelude::*;

use crate::store::session::Session;
use crate::store::session::identity::Who;
use crate::store::session::refusal::Refusal;
use crate::store::session::token::{self, clean};

impl Session {
    /// Signs in with a bearer token, if the connection has no credential of its own and the API server takes the
    /// token. `keep` survives a reload of this tab.
    ///
    /// # Errors
    /// Why the token was not taken.
    pub async fn sign_in(&self, text: &str, keep: bool) -> Result<(), Refusal> {
        let token = clean(text).ok_or(Refusal::NoToken)?;
        let before = self.ask(None).await?;
        if let Caller::User(user) = before {
            return Err(Refusal::OwnCredential(user));
        }
        let Caller::User(user) = self.ask(Some(&token)).await? else { return Err(Refusal::NotAccepted) };
        if keep {
            token::keep(&self.place.prefix, &token)?;
        } else {
            token::forget(&self.place.prefix);
        }
        let is_same =
            self.api.gate().with(|monitor| monitor.known().is_some_and(|known| known.user == user.username));
        if !is_same {
            // Nothing that the other person asked for is sent with this token.
            self.api.gate().retire();
            self.api.credential().set(Some(token.as_str().into()));
            self.restart.run(());
            return Ok(());
        }
        self.api.credential().set(Some(token.as_str().into()));
        self.ends.set(jwt::expires_ms(&token));
        self.wanted.set(None);
        self.who.set(Who::User(user));
        // What waits goes on once a probe has found the same person on the same cluster.
        self.api.gate().signed_in(false);
        Ok(())
    }

    async fn ask(&self, token: Option<&str>) -> Result<Caller, Refusal> {
        caller(self.api.ask_as(self_review(), token).await).map_err(Refusal::Failed)
    }

    /// Forgets the token and everything that was seen with it.
    pub fn sign_out(&self) {
        self.api.gate().retire();
        self.api.credential().set(None);
        token::forget(&self.place.prefix);
        self.restart.run(());
    }
}
