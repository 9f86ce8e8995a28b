//! Connections that can be cut: the listener below axum, so that a fault may end a connection without an answer.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll, Waker};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

const WHOLE: u8 = 0;
const TRUNCATING: u8 = 1;
const CUT: u8 = 2;

/// The switch of one connection.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    mode: AtomicU8,
    reader: Mutex<Option<Waker>>,
}

impl Wire {
    /// Ends the connection: nothing more is read from it or written to it.
    pub(crate) fn cut(&self) {
        self.mode.store(CUT, Ordering::SeqCst);
        if let Some(reader) = self.reader.lock().expect("no holder panics").take() {
            reader.wake();
        }
    }

    /// Lets half of the next answer's body through, then ends the connection.
    pub(crate) fn truncate(&self) {
        self.mode.store(TRUNCATING, Ordering::SeqCst);
    }
}

/// Every connection that may still be open.
#[derive(Debug, Default)]
pub(crate) struct Wires(Mutex<Vec<Weak<Wire>>>);

impl Wires {
    /// Cuts all of them.
    pub(crate) fn cut_all(&self) {
        for wire in self.0.lock().expect("no holder panics").drain(..) {
            if let Some(wire) = wire.upgrade() {
                wire.cut();
            }
        }
    }

    fn add(&self, wire: &Arc<Wire>) {
        let mut wires = self.0.lock().expect("no holder panics");
        wires.retain(|wire| wire.strong_count() > 0);
        wires.push(Arc::downgrade(wire));
    }
}

/// A listener whose connections carry a [`Wire`].
#[derive(Debug)]
pub(crate) struct WiredListener {
    listener: TcpListener,
    wires: Arc<Wires>,
}

impl WiredListener {
    /// Wraps a bound listener.
    pub(crate) fn new(listener: TcpListener, wires: Arc<Wires>) -> Self {
        Self { listener, wires }
    }
}

impl Listener for WiredListener {
    type Io = WiredStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            // A connection that dies before it is accepted is the client's affair.
            let Ok((stream, peer)) = self.listener.accept().await else {
                continue;
            };
            let wire = Arc::new(Wire::default());
            self.wires.add(&wire);
            return (WiredStream { stream, wire }, peer);
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A connection and its switch.
#[derive(Debug)]
pub(crate) struct WiredStream {
    stream: TcpStream,
    wire: Arc<Wire>,
}

/// The switch of the connection that a request came by, for the handler.
#[derive(Debug, Clone)]
pub(crate) struct ThisWire(pub(crate) Arc<Wire>);

impl Connected<IncomingStream<'_, WiredListener>> for ThisWire {
    fn connect_info(stream: IncomingStream<'_, WiredListener>) -> Self {
        Self(Arc::clone(&stream.io().wire))
    }
}

impl AsyncRead for WiredStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        *self.wire.reader.lock().expect("no holder panics") = Some(cx.waker().clone());
        if self.wire.mode.load(Ordering::SeqCst) == CUT {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for WiredStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.wire.mode.load(Ordering::SeqCst) {
            WHOLE => Pin::new(&mut self.stream).poll_write(cx, buf),
            TRUNCATING => {
                let head = buf.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(0, |at| at + 4);
                let half = head + (buf.len() - head) / 2;
                let written = Pin::new(&mut self.stream).poll_write(cx, &buf[..half.max(1)]);
                if written.is_ready() {
                    self.wire.mode.store(CUT, Ordering::SeqCst);
                }
                written
            }
            _ => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
