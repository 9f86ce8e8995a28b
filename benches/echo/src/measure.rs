//! The two measures: updates one at a time, and many that wait.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::ensure;

use crate::bots::{Bot, Kind, Programs};
use crate::fake::Fake;

/// What people write; verbatim answers each with one message (a passage, a gap, a courtesy, "I did not find…").
const WORDS: [&str; 5] =
    ["does the liver grow back?", "how hot does rfa get", "how much does TACE cost", "hello", "asdf qwer"];

/// Long enough for anything that should happen at all.
const SOON: Duration = Duration::from_secs(30);

/// Between two updates that come one at a time, so that nobody's pace is met and the bot waits for each.
const PAUSE: Duration = Duration::from_millis(40);

/// How many updates go first and do not count: connections, caches, the bot's profile.
const WARM_UP: usize = 25;

/// How much is asked of a bot.
pub(crate) struct Load {
    /// Updates that come one at a time.
    pub(crate) singles: usize,
    /// Updates that wait.
    pub(crate) backlog: usize,
    /// The chats that those are from.
    pub(crate) chats: usize,
}

/// The time from an update that is there for a bot to the request that answers it, update by update, each from another
/// chat.
pub(crate) async fn latency(kind: Kind, programs: &Programs, load: &Load) -> anyhow::Result<Vec<Duration>> {
    let mut fake = Fake::start().await?;
    let _bot = Bot::start(kind, programs, fake.url())?;
    one_by_one(&mut fake, 1, WARM_UP).await?;
    one_by_one(&mut fake, 1001, load.singles).await
}

/// How many messages a second a bot sends while updates wait for it, and its resident memory in bytes after that.
pub(crate) async fn throughput(kind: Kind, programs: &Programs, load: &Load) -> anyhow::Result<(f64, u64)> {
    let mut fake = Fake::start().await?;
    let bot = Bot::start(kind, programs, fake.url())?;
    one_by_one(&mut fake, 1, WARM_UP).await?;
    tokio::time::sleep(PAUSE).await;
    let backlog: Vec<(i64, &str)> =
        (1001..).take(load.chats).cycle().zip(WORDS.into_iter().cycle()).take(load.backlog).collect();
    let start = fake.push(&backlog);
    let mut waited: HashMap<i64, i64> = HashMap::new();
    for (chat, _) in &backlog {
        *waited.entry(*chat).or_default() += 1;
    }
    let mut last = start;
    for _ in &backlog {
        let sent = fake.sent(SOON).await?;
        *waited.entry(sent.chat).or_default() -= 1;
        last = last.max(sent.at);
    }
    let wrong = waited.iter().find(|(_, left)| **left != 0);
    ensure!(wrong.is_none(), "a chat and how many of its updates were not answered: {wrong:?}");
    Ok((backlog.len() as f64 / (last - start).as_secs_f64(), bot.resident()?))
}

async fn one_by_one(fake: &mut Fake, first: i64, count: usize) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(count);
    for (chat, words) in (first..).zip(WORDS.into_iter().cycle()).take(count) {
        tokio::time::sleep(PAUSE).await;
        let start = fake.push(&[(chat, words)]);
        let sent = fake.sent(SOON).await?;
        ensure!(sent.chat == chat && fake.unseen() == 0, "chat {chat} was not answered by one message");
        times.push(sent.at - start);
    }
    Ok(times)
}
