//! Menus: the topics and a topic's questions, a page at a time, and the few topics that stand below other replies.

use super::body::Reply;
use super::button::{Action, back_to};
use super::wording::Wording;
use crate::corpus::{Entry, Faq, Id, Topic};

/// How many topics or questions a page lists. Telegram takes a hundred buttons, but nobody reads so many.
const ON_A_PAGE: usize = 20;

/// How many topics stand below a reply that is no menu; more would push what it says out of sight.
const MOST_BELOW: usize = 8;

/// A page of a list, counted from 1.
struct MenuPage<'a, T> {
    items: &'a [T],
    number: usize,
    last: usize,
}

impl<'a, T> MenuPage<'a, T> {
    /// The page of this number; the nearest there is when the list has become shorter.
    fn of(items: &'a [T], number: usize) -> Self {
        let last = items.len().div_ceil(ON_A_PAGE).max(1);
        let number = number.clamp(1, last);
        let start = (number - 1) * ON_A_PAGE;
        Self { items: &items[start..items.len().min(start + ON_A_PAGE)], number, last }
    }

    /// The page that a position of the list stands on.
    fn holding(position: usize) -> usize {
        position / ON_A_PAGE + 1
    }

    /// A reply that says which page it is, when there are others.
    fn counted(&self, reply: Reply, wording: &Wording) -> Reply {
        if self.last > 1 { reply.with_text(wording.page(self.number, self.last)) } else { reply }
    }

    /// A reply with the ways to the pages beside this one, side by side.
    fn turning(&self, reply: Reply, wording: &Wording, to: impl Fn(usize) -> Action) -> Reply {
        let before = (self.number > 1).then(|| self.number - 1);
        let after = (self.number < self.last).then(|| self.number + 1);
        let reply = before.iter().fold(reply, |reply, &page| reply.with_button(wording.page_before(page), to(page)));
        let reply = after.iter().fold(reply, |reply, &page| reply.with_button(wording.page_after(page), to(page)));
        reply.in_columns(before.iter().chain(&after).count(), 2)
    }
}

/// `/topics`: the topics as buttons.
#[must_use]
pub fn topics(faq: &Faq, wording: &Wording) -> Reply {
    topics_page(faq, wording, 1)
}

/// A page of the topics, counted from 1; the last when there are fewer by now.
#[must_use]
pub fn topics_page(faq: &Faq, wording: &Wording, page: usize) -> Reply {
    let topics = faq.told_topics();
    let page = MenuPage::of(&topics, page);
    let reply = Reply::titled(&faq.title).labelled(faq, wording).with_text(wording.pick_topic());
    page.turning(listing(page.counted(reply, wording), page.items), wording, to_topics)
}

/// One topic: its questions as buttons, and the way back.
#[must_use]
pub fn topic(faq: &Faq, wording: &Wording, topic: &Topic) -> Reply {
    topic_page(faq, wording, topic, 1)
}

/// A page of a topic's questions, counted from 1; the last when there are fewer by now.
#[must_use]
pub fn topic_page(faq: &Faq, wording: &Wording, topic: &Topic, page: usize) -> Reply {
    let entries: Vec<&Entry> = faq.entries_of(topic).collect();
    let page = MenuPage::of(&entries, page);
    let reply = Reply::titled(&topic.title).labelled(faq, wording).with_text(wording.pick_question());
    let reply = page.counted(reply, wording).with_entries(page.items.iter().copied(), Action::Browse);
    let at = faq.told_topics().iter().position(|told| told.id == topic.id).unwrap_or_default();
    page.turning(reply, wording, |page| to_topic(&topic.id, page))
        .with_button(back_to(&wording.all_topics()), to_topics(MenuPage::<&Topic>::holding(at)))
}

/// A reply with the way back to the page that lists an entry.
pub(super) fn with_way_back(reply: Reply, faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    let Some(topic) = faq.topic(entry.topic.as_str()) else {
        return reply.with_button(back_to(&wording.all_topics()), Action::Topics);
    };
    let at = faq.entries_of(topic).position(|other| other.id == entry.id).unwrap_or_default();
    reply.with_button(back_to(&topic.title), to_topic(&topic.id, MenuPage::<&Entry>::holding(at)))
}

/// A reply with topics below it: the first few, and the way to all when there are more.
pub(super) fn with_topics(reply: Reply, faq: &Faq, wording: &Wording) -> Reply {
    let topics = faq.told_topics();
    let reply = listing(reply, &topics[..topics.len().min(MOST_BELOW)]);
    if topics.len() > MOST_BELOW { reply.with_button(wording.all_topics(), Action::Topics) } else { reply }
}

fn listing(reply: Reply, topics: &[&Topic]) -> Reply {
    topics.iter().fold(reply, |reply, topic| reply.with_button(&topic.title, to_topic(&topic.id, 1)))
}

/// First pages have the buttons that they have had since there was one page.
fn to_topics(page: usize) -> Action {
    if page > 1 { Action::TopicsPage(page) } else { Action::Topics }
}

fn to_topic(topic: &Id, page: usize) -> Action {
    if page > 1 { Action::TopicPage(topic.clone(), page) } else { Action::Topic(topic.clone()) }
}

#[cfg(test)]
mod tests {
    use super::{MenuPage, ON_A_PAGE};

    #[test]
    fn every_item_is_on_one_page() {
        for len in [0, 1, ON_A_PAGE, ON_A_PAGE + 1, 5 * ON_A_PAGE] {
            let items: Vec<usize> = (0..len).collect();
            let last = MenuPage::of(&items, 1).last;
            let listed: Vec<usize> = (1..=last).flat_map(|page| MenuPage::of(&items, page).items.to_vec()).collect();
            assert_eq!(listed, items);
            for item in items.iter().copied() {
                assert!(MenuPage::of(&items, MenuPage::<usize>::holding(item)).items.contains(&item), "{item}");
            }
        }
    }

    #[test]
    fn a_page_that_is_none_is_the_nearest_one() {
        let items = [0; 3 * ON_A_PAGE];
        let number = |page| MenuPage::of(&items, page).number;
        assert_eq!([0, 1, 3, 4, usize::MAX].map(number), [1, 1, 3, 3, 3]);
    }
}
