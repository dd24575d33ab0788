//! Who asks, and what they may do.

use async_graphql::{Context, ErrorExtensions, Guard, Result};

use super::error::{FORBIDDEN, UNAUTHENTICATED, coded};
use crate::store::Scope;

/// Somebody who has shown a token that is in force. A request without one is anonymous, and may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The name of the token; reviews are signed with it.
    pub name: String,
    /// What the token allows.
    pub scopes: Vec<Scope>,
}

impl Caller {
    /// Whoever runs the program on the database itself, and could change it anyway.
    pub fn local() -> Self {
        Caller { name: "fazhi".to_owned(), scopes: Scope::ALL.to_vec() }
    }
}

/// Who asks; an error where nobody has shown a token.
pub fn caller<'a>(ctx: &Context<'a>) -> Result<&'a Caller> {
    let anonymous =
        || coded(UNAUTHENTICATED, "this needs a token; send Authorization: Bearer TOKEN (fazhi token create makes one)");
    ctx.data_opt::<Caller>().ok_or_else(anonymous)
}

/// Lets a field be resolved for tokens with this scope alone.
pub struct Needs(pub Scope);

impl Guard for Needs {
    async fn check(&self, ctx: &Context<'_>) -> Result<()> {
        let caller = caller(ctx)?;
        if caller.scopes.contains(&self.0) {
            return Ok(());
        }
        let has = caller.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", ");
        let message = format!("this needs the scope {}; the token {:?} has {has}", self.0, caller.name);
        Err(coded(FORBIDDEN, message).extend_with(|_, extensions| extensions.set("scope", self.0.as_str())))
    }
}
