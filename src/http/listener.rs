//! An address that is listened at, and what is answered there.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{ops, webhook};
use crate::ops::Health;
use crate::sources::Inbox;

/// How long requests in work may take to end once it takes no more.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

/// A listener that is bound and not served yet.
pub(crate) struct Listener {
    socket: TcpListener,
    routes: Router,
}

impl Listener {
    /// The listener for Telegram's deliveries to this path, from whoever shows this secret.
    ///
    /// # Errors
    /// A sentence for the operator when the address is in use.
    pub(crate) async fn for_deliveries(
        address: SocketAddr,
        path: String,
        secret: SecretString,
        inbox: Inbox,
    ) -> anyhow::Result<Self> {
        let socket = bind(address, "--webhook-listen").await?;
        Ok(Self { socket, routes: webhook::routes(path, secret, inbox) })
    }

    /// The listener for the operator.
    ///
    /// # Errors
    /// A sentence for the operator when the address is in use.
    pub(crate) async fn for_operators(address: SocketAddr, health: Arc<Health>) -> anyhow::Result<Self> {
        let socket = bind(address, "--ops-listen").await?;
        Ok(Self { socket, routes: ops::routes(health) })
    }

    /// Where it is, for the log.
    pub(crate) fn address(&self) -> String {
        self.socket.local_addr().map(|address| address.to_string()).unwrap_or_default()
    }

    /// Serves until `stop` is cancelled and what is in work then has ended.
    pub(crate) async fn serve(self, stop: CancellationToken) {
        let closed = stop.clone().cancelled_owned();
        let served = async {
            if let Err(error) = axum::serve(self.socket, self.routes).with_graceful_shutdown(closed).await {
                tracing::error!(%error, "a listener ended");
            }
        };
        let too_late = async {
            stop.cancelled().await;
            tokio::time::sleep(CLOSE_WITHIN).await;
        };
        tokio::select! {
            () = served => {}
            // What was not answered is delivered again.
            () = too_late => {}
        }
    }
}

async fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.with_context(|| format!("cannot listen at {address}: set {flag} to a free address of this machine"))
}
