//! The two measures: updates one at a time, and many that wait.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::ensure;

use crate::bots::{Bot, Kind};
use crate::fake::Fake;
use crate::programs::Programs;

/// What people write; verbatim answers each with one message (a passage, a gap, a courtesy, "I did not find…").
const WORDS: [&str; 5] =
    ["does the liver grow back?", "how hot does rfa get", "how much does TACE cost", "hello", "asdf qwer"];

/// Long enough for anything that should happen at all.
const SOON: Duration = Duration::from_secs(30);

/// Between two updates that come one at a time, so that nobody's pace is met and the bot waits for each.
const PAUSE: Duration = Duration::from_millis(40);

/// After the last answer, until what a bot does behind it is done too.
const REST: Duration = Duration::from_millis(200);

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

/// What was measured of updates that came one at a time.
pub(crate) struct Singles {
    /// The time from each update that is there for the bot to the request that answers it.
    pub(crate) latencies: Vec<Duration>,
    /// The processor time of the bot's process for one.
    pub(crate) processor: Duration,
}

/// What was measured of updates that waited.
pub(crate) struct Burst {
    /// Messages a second until the last was answered.
    pub(crate) rate: f64,
    /// The processor time of the bot's process for one.
    pub(crate) processor: Duration,
    /// The bot's resident memory after them, in bytes.
    pub(crate) resident: u64,
}

/// Measures a bot with updates one at a time, each from another chat.
pub(crate) async fn singles(kind: Kind, programs: &Programs, load: &Load) -> anyhow::Result<Singles> {
    let mut fake = Fake::start().await?;
    let bot = Bot::start(kind, programs, fake.url())?;
    one_by_one(&mut fake, 1, WARM_UP).await?;
    tokio::time::sleep(REST).await;
    let before = bot.processor()?;
    let latencies = one_by_one(&mut fake, 1001, load.singles).await?;
    let processor = spent(&bot, before, load.singles).await?;
    Ok(Singles { latencies, processor })
}

/// Measures a bot with updates that are there at once.
pub(crate) async fn burst(kind: Kind, programs: &Programs, load: &Load) -> anyhow::Result<Burst> {
    let mut fake = Fake::start().await?;
    let bot = Bot::start(kind, programs, fake.url())?;
    one_by_one(&mut fake, 1, WARM_UP).await?;
    tokio::time::sleep(REST).await;
    let before = bot.processor()?;
    let took = all_at_once(&mut fake, load).await?;
    let processor = spent(&bot, before, load.backlog).await?;
    ensure!(fake.unseen() == 0, "{} messages came after all updates were answered", fake.unseen());
    Ok(Burst { rate: load.backlog as f64 / took.as_secs_f64(), processor, resident: bot.resident()? })
}

/// The processor time for one of so many updates since the bot had taken this much.
async fn spent(bot: &Bot, before: Duration, updates: usize) -> anyhow::Result<Duration> {
    tokio::time::sleep(REST).await;
    Ok((bot.processor()? - before).div_f64(updates.max(1) as f64))
}

/// Puts the whole backlog to the bot; gives the time until all of it was answered.
async fn all_at_once(fake: &mut Fake, load: &Load) -> anyhow::Result<Duration> {
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
    Ok(last - start)
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
