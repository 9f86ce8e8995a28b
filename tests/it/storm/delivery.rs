//! Telegram's part in delivering to a webhook behind which several processes stand: in order within a chat, one at a time,
//! again and again until somebody says 2xx.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::Client;
use serde_json::Value;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::sleep;

/// How many deliveries are under way at most, as the bot asks for.
const CONNECTIONS: usize = 40;

/// How long Telegram waits after a delivery that nobody took; the real one waits longer.
const AGAIN: Duration = Duration::from_millis(100);

/// Where a process takes deliveries, and the secret that is shown there.
type Door = Option<(String, String)>;

/// The deliveries of a bot.
pub(super) struct Delivery {
    lanes: HashMap<i64, mpsc::UnboundedSender<Value>>,
    post: Arc<Post>,
}

/// What all lanes share.
struct Post {
    client: Client,
    doors: watch::Sender<Vec<Door>>,
    connections: Semaphore,
    /// How many updates nobody has taken yet.
    left: AtomicUsize,
    /// Which process is next.
    turn: AtomicUsize,
}

impl Delivery {
    /// No deliveries, for so many processes that all are still closed.
    pub(super) fn new(processes: usize) -> Self {
        let post = Post {
            client: Client::new(),
            doors: watch::Sender::new(vec![None; processes]),
            connections: Semaphore::new(CONNECTIONS),
            left: AtomicUsize::new(0),
            turn: AtomicUsize::new(0),
        };
        Self { lanes: HashMap::new(), post: Arc::new(post) }
    }

    /// From now on this process gets deliveries.
    pub(super) fn open(&self, place: usize, url: &str, secret: &str) {
        self.post.doors.send_modify(|doors| doors[place] = Some((format!("{url}/hook"), secret.to_owned())));
    }

    /// From now on it does not.
    pub(super) fn close(&self, place: usize) {
        self.post.doors.send_modify(|doors| doors[place] = None);
    }

    /// Takes an update on, behind all others of its chat.
    pub(super) fn take(&mut self, chat: i64, update: Value) {
        self.post.left.fetch_add(1, Ordering::SeqCst);
        let lane = self.lanes.entry(chat).or_insert_with(|| {
            let (lane, updates) = mpsc::unbounded_channel();
            tokio::spawn(Arc::clone(&self.post).deliver(updates));
            lane
        });
        lane.send(update).expect("a lane ends with its sender");
    }

    /// Whether everything was taken.
    pub(super) fn is_over(&self) -> bool {
        self.post.left.load(Ordering::SeqCst) == 0
    }
}

impl Post {
    /// Delivers the updates of one chat.
    async fn deliver(self: Arc<Self>, mut updates: mpsc::UnboundedReceiver<Value>) {
        while let Some(update) = updates.recv().await {
            while !self.is_taken(&update).await {
                sleep(AGAIN).await;
            }
            self.left.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Offers an update to the process whose turn it is.
    async fn is_taken(&self, update: &Value) -> bool {
        let _connection = self.connections.acquire().await.expect("it is never closed");
        let mut doors = self.doors.subscribe();
        let is_any = |doors: &Vec<Door>| doors.iter().any(Option::is_some);
        let open: Vec<(String, String)> =
            doors.wait_for(is_any).await.expect("the sender is ours").iter().flatten().cloned().collect();
        let (url, secret) = &open[self.turn.fetch_add(1, Ordering::Relaxed) % open.len()];
        let request = self.client.post(url).header("X-Telegram-Bot-Api-Secret-Token", secret);
        let sent = request.header("content-type", "application/json").body(update.to_string()).send().await;
        sent.is_ok_and(|response| response.status().is_success())
    }
}
