//! `fazhi token`: who may write over the API.

use chrono::{DateTime, Duration, NaiveDate, SecondsFormat, Utc};
use clap::{Args, Subcommand};
use entity::token;
use extract::Extractor;
use std::io::{self, Write};

use super::{
    database::{Database, block_on},
    exit::Failure,
};
use crate::store::Scope;

/// The arguments of `fazhi token`.
#[derive(Args)]
pub struct Token {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Subcommand)]
enum Deed {
    /// Make a token and print it: once, only a hash is kept.
    Create(Create),
    /// List the tokens, without their secrets.
    List(List),
    /// Revoke a token: it is worth nothing from now on.
    Revoke(Revoke),
}

#[derive(Args)]
struct Create {
    /// Whose it is; reviews are signed with it
    name: String,
    /// What it allows, separated by commas: import, review, admin
    #[arg(long = "scope", value_name = "SCOPES", required = true, value_delimiter = ',')]
    scopes: Vec<Scope>,
    /// When it ends: after a while (90d, 12h) or with a day (2027-12-31, UTC); never, where not given
    #[arg(long, value_name = "WHEN", value_parser = moment)]
    expires: Option<DateTime<Utc>>,
    #[command(flatten)]
    database: Database,
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    database: Database,
}

#[derive(Args)]
struct Revoke {
    /// Its name, or its id as `fazhi token list` shows it
    name: String,
    #[command(flatten)]
    database: Database,
}

impl Token {
    /// Does what is asked.
    pub fn run(self) -> Result<(), Failure> {
        match self.deed {
            Deed::Create(create) => create.run(),
            Deed::List(list) => list.run(),
            Deed::Revoke(revoke) => revoke.run(),
        }
    }
}

impl Create {
    fn run(self) -> Result<(), Failure> {
        let extractor = Extractor::bundled().map_err(Failure::new)?;
        let token = block_on(async {
            let store = self.database.open(&extractor).await?;
            store.create_token(&self.name, &self.scopes, self.expires).await.map_err(Failure::new)
        })?;
        let mut out = io::stdout().lock();
        writeln!(out, "{token}")?;
        out.flush()?;
        anstream::eprintln!("Keep it: it is not shown again. Requests carry it as  Authorization: Bearer {token}");
        Ok(())
    }
}

impl List {
    fn run(self) -> Result<(), Failure> {
        let tokens = block_on(async {
            let store = self.database.connect().await?;
            store.tokens().await.map_err(Failure::new)
        })?;
        let mut rows = vec![["ID", "NAME", "SCOPES", "CREATED", "EXPIRES", "LAST USED", "STATE"].map(str::to_owned)];
        rows.extend(tokens.iter().map(|token| row(token, Utc::now())));
        let mut out = io::stdout().lock();
        for row in &rows {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let width = rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
                format!("{cell}{}", " ".repeat(width - cell.chars().count()))
            });
            writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(out.flush()?)
    }
}

impl Revoke {
    fn run(self) -> Result<(), Failure> {
        let token = block_on(async {
            let store = self.database.connect().await?;
            store.revoke_token(&self.name).await.map_err(Failure::new)
        })?;
        let mut out = io::stdout().lock();
        writeln!(out, "revoked {} ({})", token.name, token.id)?;
        Ok(out.flush()?)
    }
}

fn row(token: &token::Model, now: DateTime<Utc>) -> [String; 7] {
    let shown =
        |at: Option<DateTime<Utc>>| at.map_or_else(|| "never".to_owned(), |at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let state = match (token.revoked_at, token.expires_at) {
        (Some(_), _) => "revoked",
        (_, Some(at)) if at <= now => "expired",
        _ => "in force",
    };
    [
        token.id.clone(),
        token.name.clone(),
        token.scopes.0.join(","),
        shown(Some(token.created_at)),
        shown(token.expires_at),
        shown(token.last_used_at),
        state.to_owned(),
    ]
}

/// `90d`, `12h`, or the end of a day.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let form = || format!("{text:?} is no end; write it as 90d, 12h or 2027-12-31");
    let end = match text.parse::<NaiveDate>() {
        Ok(day) => day.succ_opt().and_then(|next| next.and_hms_opt(0, 0, 0)).map(|end| end.and_utc()),
        Err(_) => {
            let unit = text.chars().last().filter(char::is_ascii).ok_or_else(form)?;
            let number: i64 = text[..text.len() - 1].parse().map_err(|_| form())?;
            let span = match unit {
                'd' => Duration::try_days(number),
                'h' => Duration::try_hours(number),
                _ => return Err(form()),
            };
            span.and_then(|span| Utc::now().checked_add_signed(span))
        }
    };
    let end = end.ok_or_else(|| format!("{text:?} is too far away"))?;
    if end <= Utc::now() { Err(format!("{text:?} has passed already")) } else { Ok(end) }
}

#[cfg(test)]
mod tests {
    use super::moment;
    use chrono::{Duration, Utc};

    #[test]
    fn when_a_token_ends() {
        let almost = |text: &str, span: Duration| (moment(text).unwrap() - (Utc::now() + span)).abs() < Duration::minutes(1);
        assert!(almost("90d", Duration::days(90)) && almost("12h", Duration::hours(12)));
        assert_eq!(moment("2999-12-31").unwrap().to_rfc3339(), "3000-01-01T00:00:00+00:00");
        for text in ["", "d", "90", "90m", "0d", "-1d", "1999-12-31", "99999999999999d", "九十天", "2026-13-01"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }
}
