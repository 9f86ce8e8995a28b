//! The one who writes: takes what is ready, does it in one transaction and makes it last with one flush, for however many
//! asked. SQLite has one, a thread that owns the connection; of PostgreSQL each process has two, one of them for what
//! comes in.
//!
//! Who asks may go away meanwhile; what was asked for is done all the same. What fails by itself takes nothing else with
//! it: the group is taken back, and each of it is done again alone. When nobody can be helped, such as when the disk is
//! full, all of the group hear it.

use std::any::Any;
use std::fs::File;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use super::connection::error::DatabaseError;
use super::connection::postgres::Pool;
use super::connection::{Connection, Durability};
use super::queue::{Accept, Claim, Complete, Plan};
use super::records::Lookup;
use super::{Keyring, StoreError};

/// How many are done at once at most, so that the first of them does not wait for ever.
const MOST: usize = 500;

/// What those who write for a process know of it.
#[derive(Debug)]
pub(super) struct Desk {
    /// What the process is known by.
    pub(super) me: i64,
    pub(super) keyring: Keyring,
}

/// Something that many ask for at the same time and that is done for all of them at once.
pub(super) trait Batched: Send + Sync + 'static {
    /// What each of them gets.
    type Answer: Send + 'static;

    /// Does it for all, and gives their answers in the same order.
    fn run<'a>(
        connection: &'a mut Connection,
        desk: &'a Desk,
        all: &'a [&'a Self],
    ) -> BoxFuture<'a, Result<Vec<Self::Answer>, StoreError>>;

    /// Whether it must be on disk when it is answered.
    fn must_last(&self) -> bool;
}

/// What is asked for, and who waits for it.
pub(super) struct Asked<T: Batched> {
    what: T,
    reply: oneshot::Sender<Result<T::Answer, StoreError>>,
}

/// A transaction of its own kind.
pub(super) trait Other: Send + Sync {
    fn must_last(&self) -> bool;
    fn run<'a>(&'a self, connection: &'a mut Connection) -> BoxFuture<'a, Result<Box<dyn Any + Send>, StoreError>>;
    fn answer(self: Box<Self>, answer: Result<Box<dyn Any + Send>, StoreError>);
}

/// Something that needs no transaction.
type Aside = Box<dyn for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, ()> + Send + Sync>;

/// One thing to be done.
pub(super) enum Job {
    Lookup(Asked<Lookup>),
    Accept(Asked<Accept>),
    Claim(Asked<Claim>),
    Plan(Asked<Plan>),
    Complete(Asked<Complete>),
    Other(Box<dyn Other>),
    Aside(Aside),
    /// The last; answered when the connection is closed.
    Close(oneshot::Sender<()>),
}

/// Where jobs are taken.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<UnboundedSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// What a writer writes with.
enum Source {
    Owned(Connection),
    Pool(Pool, Option<(Connection, Instant)>),
}

/// A connection of the pool that was not used for so long is looked at by the pool before it is used again.
const IDLE: Duration = Duration::from_secs(1);

impl Writer {
    /// A writer on a thread of its own, which lets go of the lock with the connection.
    pub(super) fn on_thread(connection: Connection, lock: Option<File>, desk: Arc<Desk>) -> std::io::Result<Self> {
        let (jobs, asked) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let thread = std::thread::Builder::new().name("verbatim-store".to_owned()).spawn(move || {
            runtime.block_on(write(Source::Owned(connection), &desk, asked));
            drop(lock);
        })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// A writer that is a task.
    pub(super) fn on_pool(pool: Pool, desk: Arc<Desk>) -> Self {
        let (jobs, asked) = mpsc::unbounded_channel();
        tokio::spawn(async move { write(Source::Pool(pool, None), &desk, asked).await });
        Self { jobs: Some(jobs), thread: None }
    }

    /// Asks for something that is done together with others.
    pub(super) async fn ask<T: Batched>(&self, what: T, job: fn(Asked<T>) -> Job) -> Result<T::Answer, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.give(job(Asked { what, reply }))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Asks for a transaction.
    pub(super) async fn transaction<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.give(Job::Other(Box::new(Alone { durability, work, reply })))?;
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
        self.give(Job::Aside(aside))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Waits for what runs and closes the connection.
    pub(super) async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        if self.give(Job::Close(reply)).is_ok() {
            let _ = closed.await;
        }
    }

    fn give(&self, job: Job) -> Result<(), StoreError> {
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

impl<T, F> Other for Alone<T, F>
where
    T: Send + 'static,
    F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
{
    fn must_last(&self) -> bool {
        self.durability == Durability::Flushed
    }

    fn run<'a>(&'a self, connection: &'a mut Connection) -> BoxFuture<'a, Result<Box<dyn Any + Send>, StoreError>> {
        Box::pin(async move { Ok(Box::new((self.work)(connection).await?) as Box<dyn Any + Send>) })
    }

    fn answer(self: Box<Self>, answer: Result<Box<dyn Any + Send>, StoreError>) {
        let answer = answer.map(|answer| *answer.downcast().expect("`run` gives this type"));
        let _ = self.reply.send(answer);
    }
}

/// Does what is asked for until nobody can ask any more.
async fn write(mut source: Source, desk: &Desk, mut jobs: UnboundedReceiver<Job>) {
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
                Ok(connection) => group.work(connection, desk).await,
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

impl Source {
    /// A connection that works as far as anybody knows.
    async fn connection(&mut self) -> Result<&mut Connection, DatabaseError> {
        match self {
            Self::Owned(connection) => Ok(connection),
            Self::Pool(pool, held) => {
                let is_fit = |(held, used): &(Connection, Instant)| !held.is_broken() && used.elapsed() < IDLE;
                let fit = match held.take().filter(is_fit) {
                    Some((fit, _)) => fit,
                    None => pool.acquire().await?,
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
    lookups: Vec<Asked<Lookup>>,
    accepts: Vec<Asked<Accept>>,
    claims: Vec<Asked<Claim>>,
    plans: Vec<Asked<Plan>>,
    completions: Vec<Asked<Complete>>,
    others: Vec<Box<dyn Other>>,
    close: Option<oneshot::Sender<()>>,
}

/// The answers to a group, each in the place of what was asked.
struct Answers {
    accepts: Vec<<Accept as Batched>::Answer>,
    claims: Vec<<Claim as Batched>::Answer>,
    plans: Vec<<Plan as Batched>::Answer>,
    completions: Vec<<Complete as Batched>::Answer>,
    others: Vec<Box<dyn Any + Send>>,
}

impl Group {
    fn add(&mut self, job: Job) {
        self.count += usize::from(!matches!(job, Job::Close(_)));
        match job {
            Job::Close(close) => self.close = Some(close),
            Job::Lookup(asked) => self.lookups.push(asked),
            Job::Accept(asked) => self.accepts.push(asked),
            Job::Claim(asked) => self.claims.push(asked),
            Job::Plan(asked) => self.plans.push(asked),
            Job::Complete(asked) => self.completions.push(asked),
            Job::Other(other) => self.others.push(other),
            Job::Aside(aside) => self.asides.push(aside),
        }
    }

    /// Does what only reads, and then the rest in one transaction.
    async fn work(mut self, connection: &mut Connection, desk: &Desk) {
        let lookups = std::mem::take(&mut self.lookups);
        match run(connection, desk, &lookups).await {
            Ok(answers) => answer(lookups, answers),
            Err(error) => fail(lookups, &error),
        }
        for aside in std::mem::take(&mut self.asides) {
            aside(connection).await;
        }
        let group = match self.tried(connection, desk).await {
            Ok(()) => return,
            Err(group) => group,
        };
        for part in group.apart() {
            if let Err(part) = part.tried(connection, desk).await {
                // One alone is answered whatever comes of it.
                drop(part);
            }
        }
    }

    /// Does all in one transaction; gives them back when one of several fails by itself.
    async fn tried(self, connection: &mut Connection, desk: &Desk) -> Result<(), Self> {
        let writes = self.writes();
        if writes == 0 {
            return Ok(());
        }
        if let Err(error) = connection.begin(self.durability()).await {
            self.fail(&error.into());
            return Ok(());
        }
        match self.done(connection, desk).await {
            Ok(answers) => match connection.commit().await {
                Ok(()) => self.answer(answers),
                Err(error) => self.fail(&error.into()),
            },
            Err(error) => {
                connection.rollback().await;
                if writes > 1 && !error.is_general() {
                    return Err(self);
                }
                self.fail(&error);
            }
        }
        Ok(())
    }

    fn writes(&self) -> usize {
        let batched = self.accepts.len() + self.claims.len() + self.plans.len() + self.completions.len();
        batched + self.others.len()
    }

    /// All last if one must.
    fn durability(&self) -> Durability {
        let must_last = any_lasts(&self.accepts)
            || any_lasts(&self.claims)
            || any_lasts(&self.plans)
            || any_lasts(&self.completions)
            || self.others.iter().any(|other| other.must_last());
        if must_last { Durability::Flushed } else { Durability::Unflushed }
    }

    async fn done(&self, connection: &mut Connection, desk: &Desk) -> Result<Answers, StoreError> {
        // What is accepted comes first: of PostgreSQL's locks, the one on the inbox is taken before any other.
        // Claims come last: of who planned and went away, the plan is found.
        let accepts = run(connection, desk, &self.accepts).await?;
        let plans = run(connection, desk, &self.plans).await?;
        let completions = run(connection, desk, &self.completions).await?;
        let claims = run(connection, desk, &self.claims).await?;
        let mut others = Vec::with_capacity(self.others.len());
        for other in &self.others {
            others.push(other.run(connection).await?);
        }
        Ok(Answers { accepts, claims, plans, completions, others })
    }

    fn answer(self, answers: Answers) {
        answer(self.accepts, answers.accepts);
        answer(self.claims, answers.claims);
        answer(self.plans, answers.plans);
        answer(self.completions, answers.completions);
        self.others.into_iter().zip(answers.others).for_each(|(other, answer)| other.answer(Ok(answer)));
    }

    fn fail(self, error: &StoreError) {
        fail(self.lookups, error);
        fail(self.accepts, error);
        fail(self.claims, error);
        fail(self.plans, error);
        fail(self.completions, error);
        self.others.into_iter().for_each(|other| other.answer(Err(error.clone())));
    }

    /// Each write by itself.
    fn apart(self) -> impl Iterator<Item = Self> {
        let accepts = self.accepts.into_iter().map(Job::Accept);
        let claims = self.claims.into_iter().map(Job::Claim);
        let plans = self.plans.into_iter().map(Job::Plan);
        let completions = self.completions.into_iter().map(Job::Complete);
        let others = self.others.into_iter().map(Job::Other);
        accepts.chain(claims).chain(plans).chain(completions).chain(others).map(|job| {
            let mut alone = Self::default();
            alone.add(job);
            alone
        })
    }
}

fn any_lasts<T: Batched>(asked: &[Asked<T>]) -> bool {
    asked.iter().any(|asked| asked.what.must_last())
}

async fn run<T: Batched>(
    connection: &mut Connection,
    desk: &Desk,
    asked: &[Asked<T>],
) -> Result<Vec<T::Answer>, StoreError> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<&T> = asked.iter().map(|asked| &asked.what).collect();
    T::run(connection, desk, &all).await
}

fn answer<T: Batched>(asked: Vec<Asked<T>>, answers: Vec<T::Answer>) {
    asked.into_iter().zip(answers).for_each(|(asked, answer)| drop(asked.reply.send(Ok(answer))));
}

fn fail<T: Batched>(asked: Vec<Asked<T>>, error: &StoreError) {
    asked.into_iter().for_each(|asked| drop(asked.reply.send(Err(error.clone()))));
}
