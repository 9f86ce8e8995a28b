//! What the bot says to the staff, in the language of the corpus.

use crate::bot::context::BotContext;
use crate::reply::{self, Reply, Wording, desk};
use crate::store::Ticket;
use crate::text::one_line;

/// The card of a conversation, as it is kept: what its topic is called in the first line, what the person asked in their own
/// words in the second, and the rest in Telegram's HTML.
pub(super) struct TicketCard {
    /// What the topic is called, 1 to 128 characters.
    pub(super) title: String,
    /// What the person asked in their own words, in one line; empty when nothing was asked, or in somebody else's.
    pub(super) own_question: String,
    number: i64,
    body: String,
    is_renewed: bool,
}

impl TicketCard {
    /// As it is stored with a conversation.
    pub(super) fn stored(title: &str, own_question: Option<&str>, reply: &Reply) -> String {
        let body = reply.html().into_iter().next().unwrap_or_default();
        let own_question = one_line(own_question.unwrap_or_default());
        format!("{title}\n{own_question}\n{body}")
    }

    /// The card of a conversation.
    pub(super) fn of(ticket: &Ticket) -> Self {
        let stored = ticket.card.as_deref().unwrap_or_default();
        let (title, rest) = stored.split_once('\n').unwrap_or((stored, ""));
        let (own_question, body) = rest.split_once('\n').unwrap_or(("", rest));
        let title = format!("#{} {title}", ticket.id).trim_end().to_owned();
        Self {
            title,
            own_question: own_question.to_owned(),
            number: ticket.id,
            body: body.to_owned(),
            is_renewed: ticket.renewed > 0,
        }
    }

    /// The message, in a topic of its own or as what replies hang on.
    pub(super) fn html(&self, bot: &BotContext, is_topic: bool) -> String {
        let wording = wording(bot);
        let renewed = self.is_renewed.then(|| escaped(&wording.desk_card_renewed()));
        let help = if is_topic { wording.desk_card_topic() } else { wording.desk_card_reply() };
        let all = [
            Some(format!("<b>#{}</b>", self.number)),
            renewed,
            Some(self.body.clone()),
            Some(format!("<i>{}</i>", escaped(&help))),
        ];
        all.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

fn escaped(words: &str) -> String {
    html_escape::encode_text(words).into_owned()
}

/// The words for the staff, in the language of the corpus.
pub(super) fn wording(bot: &BotContext) -> &Wording {
    bot.catalogues.of(reply::language_of(None, None, &bot.faq().language))
}

/// That the bot may open no topics, and how it may.
pub(super) fn no_right(bot: &BotContext) -> Reply {
    desk::to_staff(wording(bot).desk_no_right())
}
