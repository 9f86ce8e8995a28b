//! What the database keeps and for how long, without a bot around it.

mod days;
mod desk;
mod missed;
mod moved;
mod open;
mod shared;
mod together;
mod work;

use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;
use verbatim::store::{Change, Claimed, Dead, Effects, Incoming, Keyring, Request, Store, Stored};

use crate::postgres::Postgres;
use crate::test_bot::database_url;

/// An empty database of either kind.
pub(crate) struct Ground {
    pub(crate) url: String,
    _dir: TempDir,
    _server: Option<Postgres>,
}

impl Ground {
    /// One of each.
    pub(crate) async fn all() -> [Self; 2] {
        let dir = || tempfile::tempdir().expect("a temporary folder");
        let (sqlite, postgres) = (dir(), dir());
        let server = Postgres::start().await;
        [
            Self { url: database_url(sqlite.path()), _dir: sqlite, _server: None },
            Self { url: server.database().await, _dir: postgres, _server: Some(server) },
        ]
    }

    pub(crate) async fn store(&self) -> Store {
        self.store_with(&[KEY]).await
    }

    async fn store_with(&self, keys: &[&str]) -> Store {
        Store::open(&self.url, keyring(keys)).await.expect("opens")
    }

    /// Lets a process die that had the database, and gives the next.
    async fn dies(&self, store: Store) -> Store {
        drop(store);
        let mut connection = AnyConnection::connect(&self.url).await.expect("opens");
        sqlx::query("DELETE FROM replicas").execute(&mut connection).await.expect("its lease is over");
        connection.close().await.expect("closes");
        self.store().await
    }
}

/// What the stories' texts are sealed with: 32 bytes in base64.
const KEY: &str = "a2V5IG9mIHRoZSBzdG9yaWVzLCB3aXRoIDMyIGIuLi4=";
const NEW_KEY: &str = "bmV3ZXIga2V5IG9mIHRoZSBzdG9yaWVzLCAzMiBiLi4=";

fn keyring(keys: &[&str]) -> Keyring {
    Keyring::new(keys.iter().map(|key| key.parse().expect("a key")).collect())
}

fn update(update_id: i64, chat: i64) -> Incoming {
    Incoming { update_id, chat_id: Some(chat), payload: format!("words {update_id}") }
}

/// A request that needs no Telegram.
#[derive(Clone, Debug)]
struct Row {
    body: String,
    is_post: bool,
    needs_previous: bool,
}

impl Request for Row {
    fn method(&self) -> &'static str {
        "sendMessage"
    }

    fn stored(&self) -> String {
        self.body.clone()
    }

    fn is_post(&self) -> bool {
        self.is_post
    }

    fn needs(&self, _: &Self) -> bool {
        self.needs_previous
    }
}

/// What is stored when all goes well and nothing in it happens once.
const PLANNED: Stored = Stored::Planned { is_first: false };

fn row(body: &str) -> Row {
    Row { body: body.to_owned(), is_post: false, needs_previous: false }
}

fn changes(changes: Vec<Change>) -> Effects<Row> {
    Effects { changes, ..Effects::default() }
}

fn given_up(dead: Dead) -> Effects<Row> {
    Effects { dead: Some(dead), ..Effects::default() }
}

fn sends(bodies: &[&str]) -> Effects<Row> {
    bodies.iter().map(|body| row(body)).collect::<Vec<_>>().into()
}

fn unsent(bodies: &[(i64, &str)]) -> Claimed {
    let unsent = bodies.iter().map(|(n, body)| (*n, (*body).to_owned())).collect();
    Claimed::Send { unsent, again: 0, given_up: Vec::new() }
}

/// The numbers of the updates that are not done, in order.
async fn undone(store: &Store) -> Vec<i64> {
    let heads = store.undone_after(0, 1000).await.expect("readable");
    heads.iter().map(|head| head.update_id).collect()
}
