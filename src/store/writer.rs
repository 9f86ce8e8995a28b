//! The one who writes: takes what is ready, does it in one transaction and makes it last with one flush, for however many
//! asked. SQLite has one, a thread that owns the connection; of PostgreSQL each process has one for each kind of batch.
//!
//! Who asks may go away meanwhile; what was asked for is done all the same. What fails by itself takes nothing else with
//! it: the group is taken back, and each of it is done again alone. When nobody can be helped, such as when the disk is
//! full, all of the group hear it.

use std::any::Any;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use super::connection::DatabaseError;
use super::connection::Pool;
use super::connection::{Connection, Durability};
use super::encryption::Keyring;
use super::error::StoreError;

/// How many are done at once at most, so that the first of them does not wait for ever.
const MOST: usize = 500;

/// What those who write for a process know of it.
#[derive(Debug)]
pub(super) struct WriteContext {
    /// What the process is known by.
    pub(super) me: i64,
    pub(super) keyring: Keyring,
}

/// When a kind of batch is done in a group. What reads, and turns to send, need no transaction and come before it. What is accepted is the first
/// in it: of PostgreSQL's locks, the one on the inbox is taken before any other. Claims are the last: of who planned and
/// went away, the plan is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BatchTurn {
    Read,
    Acquire,
    Accept,
    Plan,
    Complete,
    Claim,
}

impl BatchTurn {
    /// All that have a writer of their own in PostgreSQL, each in the place of its number.
    pub(super) const ALL: [Self; 5] = [Self::Read, Self::Acquire, Self::Accept, Self::Plan, Self::Complete];
}

/// Something that many ask for at the same time and that is done for all of them at once.
pub(super) trait Batched: Send + Sync + 'static {
    /// What each of them gets.
    type Answer: Send + 'static;

    /// When it is done; no other kind has the same.
    const TURN: BatchTurn;

    /// Does it for all, and gives their answers in the same order.
    fn run(
        connection: &mut Connection,
        context: &WriteContext,
        all: &[&Self],
    ) -> impl Future<Output = Result<Vec<Self::Answer>, StoreError>> + Send;

    /// Whether it must be on disk when it is answered.
    fn must_last(&self) -> bool;
}

/// What is asked for, and who waits for it.
struct Asked<T: Batched> {
    what: T,
    reply: oneshot::Sender<Result<T::Answer, StoreError>>,
}

/// What comes of a batch, for the batch alone to read.
type BatchOutcome = Box<dyn Any + Send>;

/// One or more things that are done together, of whatever kind.
trait Batch: Send + Sync {
    fn count(&self) -> usize;
    fn must_last(&self) -> bool;
    fn run<'a>(
        &'a self,
        connection: &'a mut Connection,
        context: &'a WriteContext,
    ) -> BoxFuture<'a, Result<BatchOutcome, StoreError>>;
    fn answer(self: Box<Self>, outcome: BatchOutcome);
    fn fail(self: Box<Self>, error: &StoreError);
    /// Takes another of the same kind in.
    fn absorb(&mut self, other: Box<dyn Batch>);
    /// Each by itself.
    fn apart(self: Box<Self>) -> Vec<Box<dyn Batch>>;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<T: Batched> Batch for Vec<Asked<T>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn must_last(&self) -> bool {
        self.iter().any(|asked| asked.what.must_last())
    }

    fn run<'a>(
        &'a self,
        connection: &'a mut Connection,
        context: &'a WriteContext,
    ) -> BoxFuture<'a, Result<BatchOutcome, StoreError>> {
        Box::pin(async move {
            let all: Vec<&T> = self.iter().map(|asked| &asked.what).collect();
            Ok(Box::new(T::run(connection, context, &all).await?) as BatchOutcome)
        })
    }

    fn answer(self: Box<Self>, outcome: BatchOutcome) {
        let answers = *outcome.downcast::<Vec<T::Answer>>().expect("`run` gives this type");
        self.into_iter().zip(answers).for_each(|(asked, answer)| drop(asked.reply.send(Ok(answer))));
    }

    fn fail(self: Box<Self>, error: &StoreError) {
        self.into_iter().for_each(|asked| drop(asked.reply.send(Err(error.clone()))));
    }

    fn absorb(&mut self, other: Box<dyn Batch>) {
        self.append(&mut *other.into_any().downcast::<Self>().expect("one turn has one kind"));
    }

    fn apart(self: Box<Self>) -> Vec<Box<dyn Batch>> {
        self.into_iter().map(|asked| Box::new(vec![asked]) as Box<dyn Batch>).collect()
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// Something that needs no transaction.
type Aside = Box<dyn for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, ()> + Send + Sync>;

/// One thing to be done.
enum WriterJob {
    Batched(BatchTurn, Box<dyn Batch>),
    /// A transaction of its own kind.
    Alone(Box<dyn Batch>),
    Aside(Aside),
    /// The last; answered when the connection is closed.
    Close(oneshot::Sender<()>),
}

/// Where jobs are taken.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<UnboundedSender<WriterJob>>,
    thread: Option<JoinHandle<()>>,
}

/// What a writer writes with.
enum WriterConnection {
    Owned(Connection),
    Pool(Pool, Option<(Connection, Instant)>),
}

/// A connection of the pool that was not used for so long is looked at by the pool before it is used again.
const IDLE: Duration = Duration::from_secs(1);

impl Writer {
    /// A writer on a thread of its own, which lets go of the lock with the connection.
    pub(super) fn on_thread(
        connection: Connection,
        lock: Option<File>,
        context: Arc<WriteContext>,
    ) -> std::io::Result<Self> {
        let (jobs, asked) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let thread = std::thread::Builder::new().name("verbatim-store".to_owned()).spawn(move || {
            runtime.block_on(write(WriterConnection::Owned(connection), &context, asked));
            drop(lock);
        })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// A writer that is a task.
    pub(super) fn on_pool(pool: Pool, context: Arc<WriteContext>) -> Self {
        let (jobs, asked) = mpsc::unbounded_channel();
        tokio::spawn(async move { write(WriterConnection::Pool(pool, None), &context, asked).await });
        Self { jobs: Some(jobs), thread: None }
    }

    /// Asks for something that is done together with others.
    pub(super) async fn ask<T: Batched>(&self, what: T) -> Result<T::Answer, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.give(WriterJob::Batched(T::TURN, Box::new(vec![Asked { what, reply }])))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Asks for a transaction.
    pub(super) async fn transaction<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.give(WriterJob::Alone(Box::new(Alone { durability, work, reply })))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Asks for something that needs no transaction.
    pub(super) async fn aside<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let aside: Aside = Box::new(move |connection| {
            Box::pin(async move {
                let _ = reply.send(work(connection).await);
            })
        });
        self.give(WriterJob::Aside(aside))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Waits for what runs and closes the connection.
    pub(super) async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        if self.give(WriterJob::Close(reply)).is_ok() {
            let _ = closed.await;
        }
    }

    fn give(&self, job: WriterJob) -> Result<(), StoreError> {
        let given = self.jobs.as_ref().and_then(|jobs| jobs.send(job).ok());
        given.ok_or_else(ended)
    }
}

impl Drop for Writer {
    /// Waits for what runs: whoever opens the file next must find it closed.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn ended() -> StoreError {
    DatabaseError::gone("it is closed").into()
}

/// A transaction that is asked for by itself.
struct Alone<T, F> {
    durability: Durability,
    work: F,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Batch for Alone<T, F>
where
    T: Send + 'static,
    F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
{
    fn count(&self) -> usize {
        1
    }

    fn must_last(&self) -> bool {
        self.durability == Durability::Flushed
    }

    fn run<'a>(
        &'a self,
        connection: &'a mut Connection,
        _: &'a WriteContext,
    ) -> BoxFuture<'a, Result<BatchOutcome, StoreError>> {
        Box::pin(async move { Ok(Box::new((self.work)(connection).await?) as BatchOutcome) })
    }

    fn answer(self: Box<Self>, outcome: BatchOutcome) {
        let _ = self.reply.send(Ok(*outcome.downcast().expect("`run` gives this type")));
    }

    fn fail(self: Box<Self>, error: &StoreError) {
        let _ = self.reply.send(Err(error.clone()));
    }

    fn absorb(&mut self, _: Box<dyn Batch>) {
        unreachable!("it is done by itself");
    }

    fn apart(self: Box<Self>) -> Vec<Box<dyn Batch>> {
        vec![self]
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// Does what is asked for until nobody can ask any more.
async fn write(mut source: WriterConnection, context: &WriteContext, mut jobs: UnboundedReceiver<WriterJob>) {
    while let Some(first) = jobs.recv().await {
        let mut group = Group::default();
        group.add(first);
        while group.count < MOST
            && let Ok(job) = jobs.try_recv()
        {
            group.add(job);
        }
        let close = group.close.take();
        if group.count > 0 {
            match source.connection().await {
                Ok(connection) => group.work(connection, context).await,
                Err(error) => group.fail(&error.into()),
            }
        }
        if let Some(close) = close {
            drop(source);
            let _ = close.send(());
            return;
        }
    }
}

impl WriterConnection {
    /// A connection that works as far as anybody knows.
    async fn connection(&mut self) -> Result<&mut Connection, DatabaseError> {
        match self {
            Self::Owned(connection) => Ok(connection),
            Self::Pool(pool, held) => {
                let is_fit = |(held, used): &(Connection, Instant)| !held.is_broken() && used.elapsed() < IDLE;
                let fit = match held.take().filter(is_fit) {
                    Some((fit, _)) => fit,
                    None => Connection::of_pool(pool).await?,
                };
                Ok(&mut held.insert((fit, Instant::now())).0)
            }
        }
    }
}

/// What is done together.
#[derive(Default)]
struct Group {
    count: usize,
    asides: Vec<Aside>,
    batches: BTreeMap<BatchTurn, Box<dyn Batch>>,
    alone: Vec<Box<dyn Batch>>,
    close: Option<oneshot::Sender<()>>,
}

impl Group {
    fn add(&mut self, job: WriterJob) {
        self.count += usize::from(!matches!(job, WriterJob::Close(_)));
        match job {
            WriterJob::Close(close) => self.close = Some(close),
            WriterJob::Batched(turn, batch) => match self.batches.entry(turn) {
                Entry::Occupied(mut all) => all.get_mut().absorb(batch),
                Entry::Vacant(all) => drop(all.insert(batch)),
            },
            WriterJob::Alone(alone) => self.alone.push(alone),
            WriterJob::Aside(aside) => self.asides.push(aside),
        }
    }

    /// Does what needs no transaction, and then the rest in one.
    async fn work(mut self, connection: &mut Connection, context: &WriteContext) {
        for turn in [BatchTurn::Read, BatchTurn::Acquire] {
            let Some(batch) = self.batches.remove(&turn) else { continue };
            match batch.run(connection, context).await {
                Ok(outcome) => batch.answer(outcome),
                Err(error) => batch.fail(&error),
            }
        }
        for aside in self.asides {
            aside(connection).await;
        }
        let writes = self.batches.into_values().chain(self.alone).collect();
        let Err(writes) = tried(writes, connection, context).await else { return };
        for alone in writes.into_iter().flat_map(Batch::apart) {
            // One alone is answered whatever comes of it.
            let _ = tried(vec![alone], connection, context).await;
        }
    }

    fn fail(self, error: &StoreError) {
        self.batches.into_values().chain(self.alone).for_each(|batch| batch.fail(error));
    }
}

/// Does all in one transaction; gives them back when one of several fails by itself.
async fn tried(
    writes: Vec<Box<dyn Batch>>,
    connection: &mut Connection,
    context: &WriteContext,
) -> Result<(), Vec<Box<dyn Batch>>> {
    let fail = |writes: Vec<Box<dyn Batch>>, error: &StoreError| writes.into_iter().for_each(|write| write.fail(error));
    if writes.is_empty() {
        return Ok(());
    }
    // All last if one must.
    let must_last = writes.iter().any(|write| write.must_last());
    let durability = if must_last { Durability::Flushed } else { Durability::Unflushed };
    if let Err(error) = connection.begin(durability).await {
        fail(writes, &error.into());
        return Ok(());
    }
    match done(&writes, connection, context).await {
        Ok(outcomes) => match connection.commit().await {
            Ok(()) => writes.into_iter().zip(outcomes).for_each(|(write, outcome)| write.answer(outcome)),
            Err(error) => fail(writes, &error.into()),
        },
        Err(error) => {
            connection.rollback().await;
            let count: usize = writes.iter().map(|write| write.count()).sum();
            if count > 1 && !error.is_general() {
                return Err(writes);
            }
            fail(writes, &error);
        }
    }
    Ok(())
}

async fn done(
    writes: &[Box<dyn Batch>],
    connection: &mut Connection,
    context: &WriteContext,
) -> Result<Vec<BatchOutcome>, StoreError> {
    let mut outcomes = Vec::with_capacity(writes.len());
    for write in writes {
        outcomes.push(write.run(connection, context).await?);
    }
    Ok(outcomes)
}
